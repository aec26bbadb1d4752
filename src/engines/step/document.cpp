#include "document.hpp"
#include "session.hpp"
#include <IFSelect_ReturnStatus.hxx>
#include <Interface_Check.hxx>
#include <Interface_EntityIterator.hxx>
#include <Interface_ReportEntity.hxx>
#include <STEPCAFControl_Reader.hxx>
#include <StepData_StepModel.hxx>
#include <TColStd_SequenceOfAsciiString.hxx>
#include <XCAFDoc_DocumentTool.hxx>
#include <algorithm>
#include <optional>
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

// Whether OpenCASCADE's complaint means that it has left a null pointer in the entity, which crashes it later. It also
// complains about names and enumerations, which real files get wrong without harm.
bool leaves_a_hole(std::string_view complaint)
{
    if (complaint.find("(name)") != complaint.npos) return false;
    return complaint.find("illegal type") != complaint.npos || complaint.find("not an Entity") != complaint.npos ||
           complaint.find("Count of Parameters") != complaint.npos;
}

// Curves, surfaces and topology; not units, tolerances, presentation, nor the lists that hold things of all kinds.
bool is_shape(std::string_view type)
{
    return (type.starts_with("StepGeom_") || type.starts_with("StepShape_")) &&
           type.find("Representation") == type.npos;
}

std::optional<Failure> find_broken_shape(StepData_StepModel const& model)
{
    for (auto reports = model.Reports(); reports.More(); reports.Next()) {
        auto const report = Handle(Interface_ReportEntity)::DownCast(reports.Value());
        if (report.IsNull() || report->Concerned().IsNull()) continue;
        std::string_view const type = report->Concerned()->DynamicType()->Name();
        if (!is_shape(type)) continue;
        auto const& check = report->Check();
        for (int i = 1; i <= check->NbFails(); ++i) {
            std::string const complaint = check->CFail(i);
            if (!leaves_a_hole(complaint)) continue;
            auto const id = std::to_string(model.IdentLabel(report->Concerned()));
            return Failure{Defect::damaged_file, "The STEP file is damaged at entity #" + id + " (" +
                                                     std::string(type.substr(type.find('_') + 1)) + "): " + complaint +
                                                     "."};
        }
    }
    return std::nullopt;
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
    if (auto broken = find_broken_shape(*reader.ChangeReader().StepModel())) return std::unexpected(std::move(*broken));
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
