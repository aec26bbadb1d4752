#pragma once
// clamd, asked by INSTREAM whether a file holds a virus.
#include "files/scanner_address.hpp"
#include <chrono>
#include <filesystem>

namespace guildhall::files {

class VirusScanner {
public:
    struct Verdict {
        std::optional<std::string> virus; // its name; absent: clean
        bool is_too_large = false;        // clamd has read no more than a part
    };

    // Blocks no longer than `patience` for one file.
    explicit VirusScanner(std::string const& address, std::chrono::milliseconds patience = std::chrono::minutes(5));
    // Throws Unavailable when clamd is away, hangs, or answers something else.
    Verdict scan(std::filesystem::path const& file) const;

private:
    ScannerAddress address_;
    std::chrono::milliseconds patience_;
};

} // namespace guildhall::files
