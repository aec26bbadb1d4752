#include "base/outcome.hpp"
#include <string>

namespace guildhall {

void report_bug(char const* what, std::source_location where)
{
    throw Bug(std::string(where.file_name()) + ":" + std::to_string(where.line()) + ": " + what);
}

} // namespace guildhall
