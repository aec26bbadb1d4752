#include "receive.hpp"
#include "crypto/crypto.hpp"
#include "http/uri.hpp"
#include "proof.hpp"
#include "scheme.hpp"

namespace guildhall::inbound {
namespace {

// An endpoint that is switched off is as good as none: senders try again, and nobody learns that it is there.
std::optional<EndpointRow> endpoint_at(http::Work& work, InboundPath const& path)
{
    auto const company_id = company_of(path.token.value);
    if (!company_id) return std::nullopt;
    auto row = work.read(
        db::Scope::of(*company_id), [&](db::Tx& tx) { return find_by_token(tx, *company_id, path.token.value); });
    if (!row || !row->is_active || row->connector != path.connector.value) return std::nullopt;
    return row;
}

// By the secret of now, or the one before while that is good; the better of both.
Proof proof_of(EndpointRow const& row, Signed const& request, Desk const& desk, Time now)
{
    auto const by = [&](std::string const& sealed) {
        auto const secret = open_secret(desk.keyring, row.company_id, sealed);
        return secret ? prove(row.signature, *secret, request, now) : Proof::forged;
    };
    auto const proof = by(row.secret);
    if (proof != Proof::forged || !row.old_secret || row.old_secret_until <= now) return proof;
    return by(*row.old_secret);
}

std::optional<Refusal> fault_of(EndpointRow const& row, http::Request const& request, Desk const& desk, Time now)
{
    if (!takes_type(row.signature, request.headers.get("Content-Type"))) return Refusal::unsupported_media_type;
    switch (proof_of(row, {desk.public_url + request.target, request.headers, request.body}, desk, now)) {
    case Proof::forged: return Refusal::signature_not_valid;
    case Proof::too_old: return Refusal::timestamp_too_old;
    case Proof::good: return std::nullopt;
    }
    return Refusal::signature_not_valid;
}

Refused<ReceiveRefusal> turned_away(Refusal why)
{
    using enum ReceiveRefusal;
    switch (why) {
    case Refusal::unsupported_media_type:
        return {unsupported_media_type, "This sender sends application/json, or forms where it is known to.", {}, {}};
    case Refusal::timestamp_too_old:
        return {timestamp_too_old, "It is signed, but not of now: clocks differ, or it was recorded.", {}, {}};
    case Refusal::malformed_body: return {malformed_body, "The body is not what its Content-Type says.", {}, {}};
    case Refusal::signature_not_valid: break;
    }
    return {signature_not_valid, "The signature is not one by this endpoint's secret.", {}, {}};
}

// Whoever knows the address may be a sender with a wrong secret: its company sees why nothing comes.
std::unexpected<Refused<ReceiveRefusal>> turn_away(http::Work& work, EndpointRow const& row, Refusal why, Time now)
{
    auto const is_noted =
        row.last_refusal == why && row.last_refused_at && now - *row.last_refused_at < std::chrono::minutes(1);
    if (!is_noted)
        work.database.write_now(db::Scope::of(row.company_id), [&](db::Tx& tx) {
            note_refusal(tx, row, why, now);
            return true;
        });
    return std::unexpected(turned_away(why));
}

WholeEvent event_of(EndpointRow const& row, http::Request const& request, Label const& label, Actor const& caller)
{
    WholeEvent event;
    event.company_id = row.company_id;
    event.endpoint_id = row.id;
    event.connector = row.connector;
    event.event_key = label.key;
    event.event_name = label.name;
    event.headers = kept_headers(request.headers);
    for (auto const& header : event.headers)
        if (http::same_name(header.name, "Content-Type") && event.content_type.empty())
            event.content_type = header.value;
    event.size = static_cast<std::int64_t>(request.body.size());
    event.remote_address = caller.remote_address;
    event.received_at = caller.now;
    event.body.value = request.body;
    return event;
}

} // namespace

Outcome<Receipt, ReceiveRefusal> receive(
    http::Work& work, Actor const& caller, InboundPath const& path, Desk const& desk)
{
    auto const row = endpoint_at(work, path);
    if (!row) return refuse(ReceiveRefusal::inbound_endpoint_not_found);
    auto const& request = work.request;
    if (auto const fault = fault_of(*row, request, desk, caller.now)) return turn_away(work, *row, *fault, caller.now);
    auto const label = label_of(row->signature, request.headers.get("Content-Type"), request.body);
    if (!label) return turn_away(work, *row, Refusal::malformed_body, caller.now);

    // From here on it is theirs, and kept before they hear that it is.
    auto event = event_of(*row, request, *label, caller);
    auto is_there = false, is_new = false;
    work.database.write_now(db::Scope::of(row->company_id), [&](db::Tx& tx) {
        is_there = find_endpoint(tx, row->company_id, row->id).has_value(); // it may have been removed meanwhile
        if (is_there) is_new = keep_event(tx, event);
        return is_there;
    });
    if (!is_there) return refuse(ReceiveRefusal::inbound_endpoint_not_found);
    return Receipt{event.id, is_new};
}

Outcome<http::Download, ConfirmRefusal> confirm(http::Work& work, Actor const&, InboundPath const& path)
{
    auto const row = endpoint_at(work, path);
    if (!row || row->signature != Scheme::whatsapp) return refuse(ConfirmRefusal::inbound_endpoint_not_found);
    auto const uri = http::parse_uri(work.request.target);
    auto const given = [&](std::string_view name) {
        return uri ? std::string(uri->query.find(name).value_or("")) : std::string{};
    };
    if (given("hub.mode") != "subscribe" ||
        !crypto::equal_in_constant_time(given("hub.verify_token"), row->verify_token))
        return refuse(ConfirmRefusal::verify_token_not_allowed, "The verify token is not this endpoint's.");
    http::Download answer;
    answer.bytes = given("hub.challenge").substr(0, 200);
    answer.content_type = "text/plain; charset=utf-8";
    answer.file_name = "challenge.txt";
    answer.etag = crypto::sha256_hex(answer.bytes).substr(0, 32);
    answer.attachment = false;
    return answer;
}

} // namespace guildhall::inbound
