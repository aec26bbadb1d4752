#include "one_time_codes.hpp"
#include "crypto/crypto.hpp"
#include <algorithm>

namespace guildhall::identity {
namespace {

db::Tables const code_tables{{"one_time_code"}};

struct CodeRow {
    CompanyId company_id;
    std::string subject;
    std::string code_hash; // empty: void
    std::int64_t failures = 0;
    std::vector<Time> sent_at; // within the last day, oldest first
    Time expires_at;
};
BOOST_DESCRIBE_STRUCT(CodeRow, (), (company_id, subject, code_hash, failures, sent_at, expires_at))

db::Find<CodeRow, CompanyId, std::string> const find_code{
    code_tables, "FROM one_time_code WHERE company_id = ? AND subject = ?"};
db::Insert<CodeRow> const put_code{code_tables, "one_time_code",
    " ON CONFLICT (company_id, subject) DO UPDATE SET code_hash = excluded.code_hash, failures = excluded.failures, "
    "sent_at = excluded.sent_at, expires_at = excluded.expires_at"};
db::Change<Time> const delete_old_codes{
    code_tables, "DELETE FROM one_time_code WHERE expires_at < ?", db::Reach::all_companies};

// Six digits are quickly tried: only with the secret of the installation can a hash be made.
std::string hash_of(std::string_view secret, CodeSubject const& subject, std::string const& code)
{
    return crypto::hex(crypto::hmac_sha256(secret, "code:" + to_string(subject.company_id) + subject.text + code));
}

// Seconds until another code may be sent: a minute after the last, five an hour, ten a day.
std::int64_t pause_after(std::vector<Time> const& sent, Time now)
{
    auto const nth_last = [&](std::int64_t n, std::chrono::microseconds within) -> Time {
        if (std::cmp_less(sent.size(), n)) return now;
        return sent[sent.size() - static_cast<std::size_t>(n)] + within;
    };
    auto const next = std::max({now, nth_last(1, code_pause), nth_last(most_codes_an_hour, std::chrono::hours(1)),
        nth_last(most_codes_a_day, std::chrono::hours(24))});
    return std::chrono::ceil<std::chrono::seconds>(next - now).count();
}

} // namespace

std::string random_code()
{
    // Of 2^32 the last, incomplete million is thrown away, so that no code comes more often than another.
    constexpr std::uint32_t codes = 1'000'000, most = 0xFFFFFFFF / codes * codes;
    for (;;) {
        std::uint32_t number = 0;
        for (char c : crypto::random_bytes(4)) number = number << 8 | static_cast<unsigned char>(c);
        if (number >= most) continue;
        auto const digits = std::to_string(codes + number % codes);
        return digits.substr(1);
    }
}

std::optional<std::int64_t> keep_code(
    db::Tx& tx, CodeSubject const& subject, std::string_view secret, std::string const& code, Time now)
{
    auto row = find_code(tx, subject.company_id, subject.text)
                   .value_or(CodeRow{subject.company_id, subject.text, {}, 0, {}, now});
    std::erase_if(row.sent_at, [&](Time at) { return at <= now - std::chrono::hours(24); });
    if (auto const pause = pause_after(row.sent_at, now); pause > 0) return pause;
    row.code_hash = hash_of(secret, subject, code);
    row.failures = 0;
    row.sent_at.push_back(now);
    row.expires_at = now + code_lifetime;
    put_code(tx, row);
    return std::nullopt;
}

bool take_code(db::Tx& tx, CodeSubject const& subject, std::string_view secret, std::string const& code, Time now)
{
    auto row = find_code(tx, subject.company_id, subject.text);
    if (!row || row->code_hash.empty() || now >= row->expires_at) return false;
    auto const right = crypto::equal_in_constant_time(row->code_hash, hash_of(secret, subject, code));
    if (!right) ++row->failures;
    if (right || row->failures >= most_code_failures) row->code_hash.clear();
    put_code(tx, *row);
    return right;
}

// Rows stay for a day after their code: they remember how often one was sent.
std::int64_t forget_codes(db::Tx& tx, Time before) { return delete_old_codes.count(tx, before); }

} // namespace guildhall::identity
