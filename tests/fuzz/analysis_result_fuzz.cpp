// What comes out of the process of a job may have been written by a hostile file.
#include "job_result.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    guildhall::analysis::parse_result({reinterpret_cast<char const*>(data), size});
    return 0;
}
