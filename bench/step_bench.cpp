// What measuring a STEP file costs beside what OpenCASCADE alone needs to read it and to triangulate it equally fine.
// Processor time, each run in a process of its own, medians. Files: those given, or the corpus.
#include "bodies.hpp"
#include "session.hpp"
#include "step/step.hpp"
#include <BRepBndLib.hxx>
#include <BRepMesh_IncrementalMesh.hxx>
#include <BRep_Builder.hxx>
#include <Bnd_Box.hxx>
#include <Interface_Static.hxx>
#include <STEPCAFControl_Reader.hxx>
#include <TDF_LabelSequence.hxx>
#include <TopoDS_Compound.hxx>
#include <XCAFDoc_DocumentTool.hxx>
#include <XCAFDoc_ShapeTool.hxx>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <spanstream>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace guildhall::step {
namespace {

enum class Settings { stock, ours };

void read_and_mesh_with_opencascade(std::string const& file, Settings settings)
{
    if (settings == Settings::stock) Interface_Static::SetCVal("read.step.resource.name", "STEP");
    STEPCAFControl_Reader reader;
    std::ispanstream stream(file);
    reader.ChangeReader().ReadStream("file.step", stream);
    Handle(TDocStd_Document) document = new TDocStd_Document("XmlXCAF");
    XCAFDoc_DocumentTool::Set(document->Main(), false);
    reader.Transfer(document);
    TDF_LabelSequence roots;
    XCAFDoc_DocumentTool::ShapeTool(document->Main())->GetFreeShapes(roots);
    TopoDS_Compound all;
    BRep_Builder builder;
    builder.MakeCompound(all);
    for (int i = 1; i <= roots.Length(); ++i) builder.Add(all, XCAFDoc_ShapeTool::GetShape(roots(i)));
    Bnd_Box box;
    BRepBndLib::Add(all, box, false);
    IMeshTools_Parameters parameters;
    parameters.Deflection = std::clamp(std::sqrt(box.SquareExtent()) / 2000, 0.01, 1.0);
    parameters.Angle = 0.35;
    if (settings == Settings::ours) parameters.MeshAlgo = IMeshTools_MeshAlgoType_Delabella;
    BRepMesh_IncrementalMesh{all, parameters};
}

// Processor milliseconds of `work` in a process of its own; the median of several.
double cost_of(std::function<void()> const& work)
{
    constexpr std::size_t runs = 5;
    std::vector<double> milliseconds;
    for (std::size_t i = 0; i < runs; ++i) {
        auto const child = fork();
        if (child == 0) {
            work();
            _exit(0);
        }
        int status = 0;
        rusage usage{};
        wait4(child, &status, 0, &usage);
        auto const ms = [](timeval const& t) {
            return 1e3 * static_cast<double>(t.tv_sec) + 1e-3 * static_cast<double>(t.tv_usec);
        };
        milliseconds.push_back(ms(usage.ru_utime) + ms(usage.ru_stime));
    }
    std::ranges::nth_element(milliseconds, milliseconds.begin() + runs / 2);
    return milliseconds[runs / 2];
}

void compare(std::filesystem::path const& path)
{
    std::ifstream in(path, std::ios::binary);
    std::string const file{std::istreambuf_iterator<char>(in), {}};
    auto const stock = cost_of([&] { read_and_mesh_with_opencascade(file, Settings::stock); });
    auto const tuned = cost_of([&] { read_and_mesh_with_opencascade(file, Settings::ours); });
    auto const ours = cost_of([&] { (void)read_step(std::as_bytes(std::span(file))); });
    std::printf("%-44s %9.0f %9.0f %9.0f %7.2f %7.2f\n", path.filename().c_str(), stock, tuned, ours, ours / stock,
        ours / tuned);
    std::fflush(stdout);
}

} // namespace
} // namespace guildhall::step

int main(int count, char** arguments)
{
    using namespace guildhall::step;
    prepare_session();
    std::puts("processor ms                                 OCCT stock OCCT tuned  measured /stock  /tuned");
    std::vector<std::filesystem::path> files(arguments + 1, arguments + count);
    if (files.empty())
        for (auto const* name : {"as1_oc_214_assembly.stp", "featuretype_inch.step", "motor_holder.step",
                 "desktop_top_cover_thin_wall.stp", "nist_ctc_02_ap242.stp", "nist_ftc_11_ap242.stp",
                 "printable_case_15_solids.stp", "robot_arm_117_solids.step"})
            files.push_back(std::filesystem::path(GUILDHALL_SOURCE_DIR "/tests/data/cad/step") / name);
    for (auto const& file : files) compare(file);
}
