#include "package_builder.hpp"
#include <stdexcept>
#include <zip.h>

namespace guildhall::geometry {

std::vector<std::byte> zipped(PackageParts const& parts)
{
    zip_error_t error;
    zip_error_init(&error);
    auto* const target = zip_source_buffer_create(nullptr, 0, 0, &error);
    auto* const archive = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, &error);
    if (archive == nullptr) throw std::runtime_error("cannot make a zip");
    zip_source_keep(target);
    for (auto const& [name, content] : parts)
        zip_file_add(
            archive, name.c_str(), zip_source_buffer(archive, content.data(), content.size(), 0), ZIP_FL_ENC_UTF_8);
    if (zip_close(archive) != 0) throw std::runtime_error("cannot write a zip");
    zip_stat_t status;
    zip_source_stat(target, &status);
    std::vector<std::byte> bytes(status.size);
    zip_source_open(target);
    zip_source_read(target, bytes.data(), bytes.size());
    zip_source_close(target);
    zip_source_free(target);
    return bytes;
}

std::vector<std::byte> package_of(std::string const& model, PackageParts more)
{
    more["3D/3dmodel.model"] = model;
    more["_rels/.rels"] =
        R"(<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Target="/3D/3dmodel.model" Id="rel0" Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"/></Relationships>)";
    return zipped(more);
}

std::string model_part(std::string const& resources, std::string const& build, std::string const& attributes)
{
    return R"(<?xml version="1.0" encoding="UTF-8"?>
<model xmlns="http://schemas.microsoft.com/3dmanufacturing/core/2015/02" xmlns:p="http://schemas.microsoft.com/3dmanufacturing/production/2015/06" )" +
           attributes + ">\n<resources>" + resources + "</resources>\n<build>" + build + "</build>\n</model>";
}

std::string tetrahedron(int id, std::string const& attributes)
{
    return "<object id=\"" + std::to_string(id) + "\" " + attributes + R"(><mesh><vertices>
<vertex x="0" y="0" z="0"/><vertex x="10" y="0" z="0"/><vertex x="0" y="10" z="0"/><vertex x="0" y="0" z="10"/>
</vertices><triangles>
<triangle v1="0" v2="2" v3="1"/><triangle v1="0" v2="1" v3="3"/><triangle v1="0" v2="3" v3="2"/><triangle v1="1" v2="2" v3="3"/>
</triangles></mesh></object>)";
}

} // namespace guildhall::geometry
