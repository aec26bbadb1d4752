#include "base/uuid.hpp"
#include "base/outcome.hpp"
#include <cstring>
#include <sys/random.h>

namespace guildhall {
namespace {

// One system call for many ids; ids are not secrets, so the buffer may live on.
struct RandomBuffer {
    std::array<std::uint8_t, 4096> bytes;
    std::size_t used = sizeof bytes;
    void take(std::uint8_t* to, std::size_t n)
    {
        if (used + n > bytes.size()) {
            if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
                throw Unavailable("getrandom failed");
            used = 0;
        }
        std::memcpy(to, bytes.data() + used, n);
        used += n;
    }
};

int hex_value(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

} // namespace

Uuid make_uuid(Time now)
{
    // Within one millisecond the 12 bits after the time count up (RFC 9562, 6.2 method 1), so that what one thread
    // makes in a row also sorts in that order: lines of a quote, steps of an order.
    thread_local RandomBuffer random;
    thread_local std::uint64_t last_ms = 0;
    thread_local std::uint16_t counter = 0;
    Uuid id;
    random.take(id.bytes.data() + 6, 10);
    auto ms = static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count());
    // Where the counter ran over, ids are a little ahead of the clock; a clock that was turned back far starts anew.
    if (ms < last_ms && last_ms - ms < 1000) ms = last_ms;
    if (ms != last_ms)
        counter = static_cast<std::uint16_t>((id.bytes[6] << 8 | id.bytes[7]) & 0x07FF);
    else if (++counter > 0x0FFF) {
        counter = 0;
        ++ms;
    }
    last_ms = ms;
    for (std::size_t i = 0; i < 6; ++i) id.bytes[i] = static_cast<std::uint8_t>(ms >> (8 * (5 - i)));
    id.bytes[6] = static_cast<std::uint8_t>(counter >> 8 | 0x70);
    id.bytes[7] = static_cast<std::uint8_t>(counter & 0xFF);
    id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3F) | 0x80);
    return id;
}

void append_text(std::string& text, Uuid const& id)
{
    static constexpr char digits[] = "0123456789abcdef";
    char form[36];
    std::size_t at = 0;
    for (std::size_t i = 0; i < 16; ++i) {
        if (at == 8 || at == 13 || at == 18 || at == 23) form[at++] = '-';
        form[at++] = digits[id.bytes[i] >> 4];
        form[at++] = digits[id.bytes[i] & 0x0F];
    }
    text.append(form, sizeof form);
}

std::string to_string(Uuid const& id)
{
    std::string text;
    append_text(text, id);
    return text;
}

std::optional<Uuid> parse_uuid(std::string_view text)
{
    if (text.size() != 36) return std::nullopt;
    Uuid id;
    std::size_t at = 0;
    for (auto& byte : id.bytes) {
        if (at == 8 || at == 13 || at == 18 || at == 23) {
            if (text[at] != '-') return std::nullopt;
            ++at;
        }
        auto const high = hex_value(text[at]), low = hex_value(text[at + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        byte = static_cast<std::uint8_t>(high << 4 | low);
        at += 2;
    }
    return id;
}

} // namespace guildhall
