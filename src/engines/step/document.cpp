#include "document.hpp"
#include "session.hpp"
#include <IFSelect_ReturnStatus.hxx>
#include <STEPCAFControl_Reader.hxx>
#include <TColStd_SequenceOfAsciiString.hxx>
#include <XCAFDoc_DocumentTool.hxx>
#include <algorithm>
#include <spanstream>

namespace guildhall::step {
namespace {

using geometry::Defect;
using geometry::Failure;

struct NamedUnit {
    std::string_view name;
    std::string_view code;
};
constexpr NamedUnit known_units[] = {{"millimetre", "mm"}, {"centimetre", "cm"}, {"metre", "m"},
    {"micrometre", "micron"}, {"inch", "inch"}, {"foot", "foot"}, {"millimeter", "mm"}, {"centimeter", "cm"},
    {"meter", "m"}};

std::string file_unit(STEPCAFControl_Reader& reader)
{
    TColStd_SequenceOfAsciiString lengths, angles, solid_angles;
    reader.ChangeReader().FileUnits(lengths, angles, solid_angles);
    if (lengths.IsEmpty()) return "mm"; // what OpenCASCADE takes when the file names none
    auto name = lengths.First();
    name.LowerCase();
    auto const* const unit = std::ranges::find(known_units, std::string_view(name.ToCString()), &NamedUnit::name);
    return std::string(unit == std::end(known_units) ? std::string_view(name.ToCString()) : unit->code);
}

void choose_what_to_read(STEPCAFControl_Reader& reader)
{
    reader.SetNameMode(true);
    reader.SetColorMode(true);
    reader.SetLayerMode(false);
    reader.SetPropsMode(false);
    reader.SetSHUOMode(false);
    reader.SetGDTMode(false);
    reader.SetMatMode(false);
    reader.SetViewMode(false);
}

} // namespace

std::expected<Document, Failure> read_document(std::span<std::byte const> file)
{
    prepare_session();
    STEPCAFControl_Reader reader;
    choose_what_to_read(reader);
    std::ispanstream stream(std::span(reinterpret_cast<char const*>(file.data()), file.size()));
    if (reader.ChangeReader().ReadStream("upload.step", stream) != IFSelect_RetDone)
        return std::unexpected(Failure{Defect::damaged_file, "The STEP file cannot be read: its syntax is damaged."});
    Document document;
    document.units = file_unit(reader);
    document.shapes = new TDocStd_Document("XmlXCAF");
    XCAFDoc_DocumentTool::Set(document.shapes->Main(), false);
    if (reader.NbRootsForTransfer() == 0) return document; // no product at all: the caller knows what to say
    if (!reader.Transfer(document.shapes))
        return std::unexpected(Failure{Defect::damaged_file, "The STEP file holds shapes that cannot be built."});
    return document;
}

} // namespace guildhall::step
