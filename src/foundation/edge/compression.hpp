#pragma once
// When an answer travels gzipped, and the gzipping.
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

struct libdeflate_compressor;

namespace guildhall::edge {

// What the Accept-Encoding fields of one request say (RFC 9110, 12.5.3).
class CodingPreference {
public:
    void read(std::string_view field_value);
    bool accepts_gzip() const { return gzip_.value_or(any_.value_or(false)); }

private:
    std::optional<bool> gzip_, any_;
};

// Text, JSON, XML, JavaScript and WebAssembly; images, archives and unknown types stay as they are.
bool is_compressible(std::string_view content_type);

// Gzips on one thread.
class Compressor {
public:
    Compressor();
    // Nothing when the text does not become shorter.
    std::optional<std::string> gzip(std::string_view text);
    // The same for text that lives as long as the program: done once and remembered while the memory for that lasts.
    // Nothing when the text does not become shorter or is not remembered.
    std::optional<std::string_view> gzip_constant(std::string_view text);

private:
    struct Free {
        void operator()(libdeflate_compressor*) const;
    };
    using Engine = std::unique_ptr<libdeflate_compressor, Free>;
    std::optional<std::string> compress(std::string_view text, Engine& engine, int level);

    Engine fast_, thorough_;
    std::unordered_map<char const*, std::pair<std::size_t, std::optional<std::string>>> remembered_;
    std::size_t remembered_bytes_ = 0;
};

} // namespace guildhall::edge
