#pragma once
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace guildhall::analysis {

inline std::string read_text(std::filesystem::path const& path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// A STEP file around these instances.
inline std::string step_with(std::string const& data)
{
    return "ISO-10303-21;HEADER;FILE_SCHEMA(('AUTOMOTIVE_DESIGN'));ENDSEC;DATA;\n" + data +
           "ENDSEC;END-ISO-10303-21;\n";
}

// A STEP file of nothing but points.
inline std::string points(int count)
{
    std::string data;
    for (int i = 1; i <= count; ++i) data += "#" + std::to_string(i) + "=CARTESIAN_POINT('',(1.,2.,3.));\n";
    return step_with(data);
}

} // namespace guildhall::analysis
