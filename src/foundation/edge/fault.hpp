#pragma once
// What is wrong with a request, as the edge answers it.

namespace guildhall::edge {

struct Fault {
    unsigned status = 0;
    char const* code = "";   // for programs, e.g. missing_host
    char const* detail = ""; // a sentence for people
};

} // namespace guildhall::edge
