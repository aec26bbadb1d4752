// What measuring a STEP file costs beside what OpenCASCADE alone needs to read it and to triangulate it equally fine.
// Processor time, each run in a process of its own; the three kinds take turns, and ratios are medians over the turns.
//
//   step_bench [--json] [--turns N] [FILE…]     without files: those of the corpus that take longest
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
#include <cstdlib>
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

// Processor milliseconds of `work` in a process of its own.
double cost_of(std::function<void()> const& work)
{
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
    return ms(usage.ru_utime) + ms(usage.ru_stime);
}

double median_of(std::vector<double> values)
{
    auto const middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

// Processor milliseconds of one file, turn by turn.
struct Costs {
    std::string name;
    std::vector<double> stock, tuned, ours;

    static double ratio(std::vector<double> const& ours, std::vector<double> const& theirs)
    {
        std::vector<double> ratios;
        for (std::size_t i = 0; i < ours.size(); ++i) ratios.push_back(ours[i] / theirs[i]);
        return median_of(std::move(ratios));
    }
};

Costs compare(std::filesystem::path const& path, int turns)
{
    std::ifstream in(path, std::ios::binary);
    std::string const file{std::istreambuf_iterator<char>(in), {}};
    Costs costs;
    costs.name = path.filename();
    for (int i = 0; i < turns; ++i) {
        costs.stock.push_back(cost_of([&] { read_and_mesh_with_opencascade(file, Settings::stock); }));
        costs.ours.push_back(cost_of([&] { (void)read_step(std::as_bytes(std::span(file))); }));
        costs.tuned.push_back(cost_of([&] { read_and_mesh_with_opencascade(file, Settings::ours); }));
    }
    return costs;
}

void print_line(Costs const& costs)
{
    std::printf("%-44s %9.0f %9.0f %9.0f %7.2f %7.2f\n", costs.name.c_str(), median_of(costs.stock),
        median_of(costs.tuned), median_of(costs.ours), Costs::ratio(costs.ours, costs.stock),
        Costs::ratio(costs.ours, costs.tuned));
    std::fflush(stdout);
}

void print_json(Costs const& costs, bool first)
{
    std::printf(
        "%s{\"file\":\"%s\",\"ours_ms\":%.1f,\"stock_ms\":%.1f,\"tuned_ms\":%.1f,\"to_stock\":%.3f,\"to_tuned\":%.3f}",
        first ? "" : ",\n", costs.name.c_str(), median_of(costs.ours), median_of(costs.stock), median_of(costs.tuned),
        Costs::ratio(costs.ours, costs.stock), Costs::ratio(costs.ours, costs.tuned));
}

} // namespace
} // namespace guildhall::step

int main(int count, char** arguments)
{
    using namespace guildhall::step;
    bool json = false;
    int turns = 5;
    std::vector<std::filesystem::path> files;
    for (int i = 1; i < count; ++i) {
        std::string_view const word = arguments[i];
        if (word == "--json")
            json = true;
        else if (word == "--turns" && i + 1 < count)
            turns = std::max(1, std::atoi(arguments[++i]));
        else
            files.emplace_back(word);
    }
    prepare_session();
    if (files.empty())
        for (auto const* name : {"as1_oc_214_assembly.stp", "featuretype_inch.step", "motor_holder.step",
                 "desktop_top_cover_thin_wall.stp", "nist_ctc_02_ap242.stp", "nist_ftc_11_ap242.stp",
                 "printable_case_15_solids.stp", "robot_arm_117_solids.step"})
            files.push_back(std::filesystem::path(GUILDHALL_SOURCE_DIR "/tests/data/cad/step") / name);
    std::puts(
        json ? "[" : "processor ms                                 OCCT stock OCCT tuned  measured /stock  /tuned");
    for (auto const& file : files) {
        auto const costs = compare(file, turns);
        json ? print_json(costs, &file == &files.front()) : print_line(costs);
    }
    if (json) std::puts("]");
}
