#include "step/prescan.hpp"
#include "reference_graph.hpp"
#include "scanner.hpp"

namespace guildhall::step {
namespace {

Outline outline_of(Scanned&& scanned)
{
    Outline outline;
    outline.schema = std::move(scanned.schema);
    outline.dispensable = std::move(scanned.dispensable);
    outline.entities = static_cast<std::int64_t>(scanned.entities.size());
    for (auto const& entity : scanned.entities) {
        switch (entity.kind) {
        case EntityKind::solid: ++outline.solids; break;
        case EntityKind::surface_model: ++outline.surface_models; break;
        case EntityKind::tessellation: ++outline.tessellations; break;
        case EntityKind::external_file: ++outline.external_files; break;
        case EntityKind::finite_element: ++outline.finite_elements; break;
        case EntityKind::other:
        case EntityKind::measured:
        case EntityKind::triangles:
        case EntityKind::assembly_usage: break;
        }
    }
    return outline;
}

} // namespace

std::expected<Outline, geometry::Failure> prescan(std::span<std::byte const> file, Limits const& limits)
{
    std::string_view const text{reinterpret_cast<char const*>(file.data()), file.size()};
    auto scanned = Scanner{text, limits}.scan();
    if (!scanned) return std::unexpected(std::move(scanned.error()));
    if (auto checked = check_references(*scanned, text, limits); !checked)
        return std::unexpected(std::move(checked.error()));
    return outline_of(std::move(*scanned));
}

std::string without(std::span<std::byte const> file, std::span<ByteRange const> parts)
{
    std::string_view const text{reinterpret_cast<char const*>(file.data()), file.size()};
    std::string rest;
    rest.reserve(text.size());
    std::size_t at = 0;
    for (auto const& part : parts) {
        rest += text.substr(at, part.begin - at);
        at = part.end;
    }
    return rest += text.substr(at);
}

} // namespace guildhall::step
