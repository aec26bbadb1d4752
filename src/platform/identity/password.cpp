#include "base/outcome.hpp"
#include "identity/identity.hpp"
#include <atomic>
#include <crypt.h>
#include <cstring>

namespace guildhall::identity {
namespace {

// The top of every list of leaked passwords that our length rule lets through.
constexpr std::string_view commonest[] = {"1234567890", "0123456789", "0987654321", "qwertyuiop", "1q2w3e4r5t",
    "password12", "password123", "password1234", "passw0rd123", "iloveyou123", "qwerty12345", "qwerty123456",
    "1qaz2wsx3edc", "abcdefghij", "administrator", "letmein1234", "welcome123", "aaaaaaaaaa", "1111111111",
    "0000000000", "monkey12345", "dragon12345", "football123", "baseball123", "sunshine123", "princess123",
    "q1w2e3r4t5", "zaq12wsxcde", "changeme123", "1234512345"};

constexpr std::size_t longest = 72; // bytes that bcrypt looks at

std::atomic<std::int64_t> checks{0};

} // namespace

std::int64_t password_checks() { return checks; }

std::string hash_password(std::string const& password, int rounds)
{
    char salt[CRYPT_GENSALT_OUTPUT_SIZE];
    if (!crypt_gensalt_rn("$2b$", static_cast<unsigned long>(rounds), nullptr, 0, salt, sizeof salt))
        throw Unavailable("libcrypt gives no bcrypt salt");
    crypt_data data{};
    auto const* hash = crypt_rn(password.c_str(), salt, &data, sizeof data);
    if (!hash) throw Unavailable("libcrypt cannot hash");
    return hash;
}

bool password_matches(std::string const& password, std::string const& hash)
{
    ++checks;
    crypt_data data{};
    auto const* computed = crypt_rn(password.c_str(), hash.c_str(), &data, sizeof data);
    // What follows the 72nd byte is ignored by bcrypt; no password of ours has such.
    return computed && hash == computed && password.size() <= longest;
}

std::optional<std::string> password_fault(std::string const& password)
{
    if (reflect::code_points(password) < 10) return "must have at least 10 characters";
    if (password.size() > longest) return "must have at most 72 bytes"; // bcrypt ignores what follows
    std::string lower = password;
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    for (auto const& common : commonest)
        if (lower == common) return "is one of the commonest passwords";
    return std::nullopt;
}

} // namespace guildhall::identity
