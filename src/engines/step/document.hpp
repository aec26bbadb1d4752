#pragma once
// A STEP file as OpenCASCADE's document of labelled shapes.
#include "geometry/analysis.hpp"
#include "step/prescan.hpp"
#include <TDocStd_Document.hxx>
#include <expected>
#include <span>

namespace guildhall::step {

struct Document {
    Handle(TDocStd_Document) shapes;
    std::string units; // mm, cm, m, micron, inch, foot
};

std::expected<Document, geometry::Failure> read_document(std::span<std::byte const> file);

} // namespace guildhall::step
