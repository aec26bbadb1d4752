#include "bodies.hpp"
#include "label.hpp"
#include <BRepBuilderAPI_MakeSolid.hxx>
#include <BRepLib.hxx>
#include <BRep_Tool.hxx>
#include <TDF_LabelSequence.hxx>
#include <TopExp_Explorer.hxx>
#include <TopoDS.hxx>
#include <TopoDS_Shell.hxx>
#include <XCAFDoc_ColorTool.hxx>
#include <XCAFDoc_DocumentTool.hxx>
#include <XCAFDoc_ShapeTool.hxx>

namespace guildhall::step {
namespace {

using geometry::Defect;
using geometry::Failure;

// Where the walk through the assembly has got to.
struct Occurrence {
    TopLoc_Location location;
    std::optional<Color> color;       // given to this occurrence or one above it; the outermost wins
    std::string name;                 // of the nearest product that has one
    std::optional<std::size_t> group; // node of the tree
    std::size_t depth = 0;
};

class Collector {
public:
    Collector(Handle(TDocStd_Document) const& document, std::size_t limit)
        : shapes_(XCAFDoc_DocumentTool::ShapeTool(document->Main()))
        , colors_(XCAFDoc_DocumentTool::ColorTool(document->Main()))
        , limit_(limit)
    {
    }
    std::expected<Bodies, Failure> collect();

private:
    struct Product {
        std::string name;
        std::optional<Color> color;
        std::shared_ptr<FaceColors const> part_colors;
        std::size_t solids = 0; // seen so far, to number them
    };
    bool walk(TDF_Label const& label, Occurrence occurrence);
    bool add_product(TDF_Label const& label, Occurrence const& occurrence);
    void add_solid(TopoDS_Shape const& solid, Product& product, Occurrence const& occurrence);
    void add_surface(TopoDS_Shape const& shell, Product& product, Occurrence const& occurrence);
    Product& product_of(TDF_Label const& label, std::string const& name);
    std::size_t add_node(TreeNode node);

    Handle(XCAFDoc_ShapeTool) shapes_;
    Handle(XCAFDoc_ColorTool) colors_;
    std::size_t limit_;
    std::size_t labels_ = 0, parts_ = 0, nodes_ = 0;                // seen so far, each time they are used
    std::unordered_map<std::string, Product> products_;             // by label entry
    std::unordered_map<TopoDS_TShape const*, std::size_t> body_of_; // index into found_.distinct
    Bodies found_;
};

std::expected<Bodies, Failure> Collector::collect()
{
    TDF_LabelSequence roots;
    shapes_->GetFreeShapes(roots);
    for (int i = 1; i <= roots.Length(); ++i) {
        if (walk(roots(i), {})) continue;
        return std::unexpected(
            Failure{Defect::too_complex, "The assembly is too complex: it has more than " + std::to_string(limit_) +
                                             " parts when all are counted."});
    }
    if (nodes_ > geometry::most_assembly_nodes) found_.tree.clear();
    return std::move(found_);
}

bool Collector::walk(TDF_Label const& label, Occurrence occurrence)
{
    constexpr std::size_t deepest = 256;
    if (++labels_ > 2 * limit_ || ++occurrence.depth > deepest) return false;
    auto product = label;
    if (XCAFDoc_ShapeTool::IsReference(label)) {
        XCAFDoc_ShapeTool::GetReferredShape(label, product);
        occurrence.location = occurrence.location * XCAFDoc_ShapeTool::GetLocation(label);
        if (!occurrence.color) occurrence.color = label_color(colors_, label);
    }
    if (auto name = label_name(product); !name.empty()) occurrence.name = std::move(name);
    if (!XCAFDoc_ShapeTool::IsAssembly(product)) return add_product(product, occurrence);
    occurrence.group = add_node({occurrence.name, occurrence.group, {}});
    TDF_LabelSequence components;
    XCAFDoc_ShapeTool::GetComponents(product, components);
    for (int i = 1; i <= components.Length(); ++i)
        if (!walk(components(i), occurrence)) return false;
    return true;
}

bool Collector::add_product(TDF_Label const& label, Occurrence const& occurrence)
{
    auto const shape = XCAFDoc_ShapeTool::GetShape(label);
    if (shape.IsNull()) return true;
    auto& product = product_of(label, occurrence.name);
    for (TopExp_Explorer solids(shape, TopAbs_SOLID); solids.More(); solids.Next()) {
        if (++parts_ > limit_) return false;
        add_solid(solids.Current(), product, occurrence);
    }
    for (TopExp_Explorer shells(shape, TopAbs_SHELL, TopAbs_SOLID); shells.More(); shells.Next()) {
        if (++parts_ > limit_) return false;
        add_surface(shells.Current(), product, occurrence);
    }
    return true;
}

void Collector::add_solid(TopoDS_Shape const& solid, Product& product, Occurrence const& occurrence)
{
    auto const [place, is_new] = body_of_.try_emplace(solid.TShape().get(), found_.distinct.size());
    if (is_new) {
        Body body;
        body.solid = TopoDS::Solid(solid.Located({}));
        body.name = product.name;
        if (product.solids++ > 0) body.name += " (" + std::to_string(product.solids) + ")";
        auto const own = product.part_colors->find(solid.TShape().get());
        body.color = own != product.part_colors->end() ? own->second : product.color;
        body.face_colors = product.part_colors;
        found_.distinct.push_back(std::move(body));
    }
    auto& body = found_.distinct[place->second];
    add_node({body.name, occurrence.group, std::pair(place->second, body.placements.size())});
    body.placements.push_back({occurrence.location * solid.Location(), occurrence.color});
}

// Some systems write a body as a shell without calling it a solid. If it encloses a volume it is as good as one.
void Collector::add_surface(TopoDS_Shape const& shell, Product& product, Occurrence const& occurrence)
{
    auto const known = body_of_.find(shell.TShape().get());
    if (known != body_of_.end()) {
        auto& placements = found_.distinct[known->second].placements;
        add_node({found_.distinct[known->second].name, occurrence.group, std::pair(known->second, placements.size())});
        placements.push_back({occurrence.location * shell.Location(), occurrence.color});
        return;
    }
    if (!BRep_Tool::IsClosed(shell)) {
        ++found_.open_surfaces;
        for (TopExp_Explorer faces(shell, TopAbs_FACE); faces.More(); faces.Next()) ++found_.open_surface_faces;
        return;
    }
    auto solid = BRepBuilderAPI_MakeSolid(TopoDS::Shell(shell.Located({}))).Solid();
    BRepLib::OrientClosedSolid(solid);
    ++found_.closed_surfaces;
    body_of_.emplace(shell.TShape().get(), found_.distinct.size());
    add_solid(solid.Located(shell.Location()), product, occurrence);
}

// The number of the node. A tree that grows too large is dropped, and its numbers mean nothing any more.
std::size_t Collector::add_node(TreeNode node)
{
    if (nodes_ < geometry::most_assembly_nodes) found_.tree.push_back(std::move(node));
    return nodes_++;
}

Collector::Product& Collector::product_of(TDF_Label const& label, std::string const& name)
{
    auto const [place, is_new] = products_.try_emplace(label_entry(label));
    if (is_new) {
        auto& product = place->second;
        product.name = name;
        product.color = label_color(colors_, label);
        auto part_colors = std::make_shared<FaceColors>();
        TDF_LabelSequence parts;
        XCAFDoc_ShapeTool::GetSubShapes(label, parts);
        for (int i = 1; i <= parts.Length(); ++i)
            if (auto const color = label_color(colors_, parts(i)))
                part_colors->emplace(XCAFDoc_ShapeTool::GetShape(parts(i)).TShape().get(), *color);
        product.part_colors = std::move(part_colors);
    }
    return place->second;
}

} // namespace

std::expected<Bodies, Failure> collect_bodies(Handle(TDocStd_Document) const& document, std::size_t limit)
{
    return Collector{document, limit}.collect();
}

} // namespace guildhall::step
