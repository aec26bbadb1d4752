// Answers become responses: problems, JSON with ETag, files with ranges.
#include "entity_tag.hpp"
#include "http/router.hpp"
#include "router_exchange.hpp"
#include <charconv>

namespace guildhall::http {
namespace {

struct ByteRange {
    std::uint64_t first = 0, length = 0;
};

// One range of bytes as RFC 9110 14.1.2; nothing when the header asks for several or is malformed (then it is ignored).
// `satisfiable` is false when the range lies behind the end.
std::optional<ByteRange> parse_range(std::string_view header, std::uint64_t size, bool& satisfiable)
{
    satisfiable = true;
    static constexpr std::string_view unit = "bytes=";
    if (!header.starts_with(unit) || header.find(',') != header.npos) return std::nullopt;
    header.remove_prefix(unit.size());
    auto const dash = header.find('-');
    if (dash == header.npos) return std::nullopt;
    auto const number = [](std::string_view text) -> std::optional<std::uint64_t> {
        std::uint64_t value = 0;
        auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        return error == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
    };
    auto const from = number(header.substr(0, dash)), to = number(header.substr(dash + 1));
    if (dash == 0) {
        if (!to) return std::nullopt;
        satisfiable = *to > 0 && size > 0;
        auto const length = std::min(*to, size);
        return ByteRange{size - length, length};
    }
    if (!from || (!to && dash + 1 != header.size()) || (to && *to < *from)) return std::nullopt;
    satisfiable = *from < size;
    if (!satisfiable) return ByteRange{};
    return ByteRange{*from, std::min(to.value_or(size - 1), size - 1) - *from + 1};
}

// A header value made from a name that people gave: ASCII fallback and RFC 5987 form.
std::string disposition(Download const& download)
{
    std::string plain;
    for (char c : download.file_name) plain += c < ' ' || c > '~' || c == '"' || c == '\\' ? '_' : c;
    return std::string(download.attachment ? "attachment" : "inline") + "; filename=\"" + plain +
           "\"; filename*=UTF-8''" + percent_encode(download.file_name);
}

// Whether the address itself says which bytes are meant (`v=` with the beginning of the ETag, where it is a hash of
// them): then it never holds others, and who has them need not ask again.
bool names_content(Request const& request, Download const& download)
{
    constexpr std::size_t enough = 12;
    auto const uri = parse_uri(request.target);
    auto const version = uri ? uri->query.find("v") : std::nullopt;
    return version && version->size() >= enough && std::string_view(download.etag).starts_with(*version);
}

Response render_download(Request const& request, Download const& download)
{
    Response response;
    auto& headers = response.headers;
    headers.add("ETag", "\"" + download.etag + "\"");
    headers.add("Cache-Control",
        names_content(request, download) ? "private, max-age=31536000, immutable" : "private, no-cache");
    if (names_etag(request.headers.get("If-None-Match"), download.etag)) {
        response.status = 304;
        return response;
    }
    auto file = download.path.empty() ? FileSlice{} : open_file(download.path);
    if (!download.path.empty() && !file.descriptor) throw Unavailable("a stored file cannot be opened");
    auto const size = download.path.empty() ? std::uint64_t{download.bytes.size()} : file.length;
    headers.add("Content-Type", download.content_type);
    headers.add("Content-Disposition", disposition(download));
    headers.add("Accept-Ranges", "bytes");
    auto const if_range = request.headers.get("If-Range");
    bool satisfiable = true;
    auto const range = if_range.empty() || is_strong_etag(if_range, download.etag)
                           ? parse_range(request.headers.get("Range"), size, satisfiable)
                           : std::nullopt;
    ByteRange part{0, size};
    if (range && !satisfiable) {
        response.status = 416;
        headers.add("Content-Range", "bytes */" + std::to_string(size));
        return response;
    }
    if (range) {
        part = *range;
        response.status = 206;
        headers.add("Content-Range", "bytes " + std::to_string(part.first) + "-" +
                                         std::to_string(part.first + part.length - 1) + "/" + std::to_string(size));
    }
    if (download.path.empty())
        response.body = download.bytes.substr(part.first, part.length);
    else {
        file.offset = part.first;
        file.length = part.length;
        response.body = std::move(file);
    }
    return response;
}

Response render_stream(std::shared_ptr<Stream> stream)
{
    Response response;
    response.headers.add("Content-Type", "text/event-stream; charset=utf-8");
    response.headers.add("Cache-Control", "no-store");
    response.headers.add("X-Accel-Buffering", "no"); // nginx would keep events back to fill its buffer
    response.body = std::move(stream);
    return response;
}

} // namespace

Response Router::render(Exchange& x, Answer& answer) const
{
    if (answer.problem) {
        auto response = problem_response(*answer.problem, x.request_id, trace::trace_id_of(x.span.context()));
        if (answer.problem->status == 401) response.headers.add("WWW-Authenticate", "Bearer");
        return response;
    }
    if (answer.download) {
        auto response = render_download(x.request, *answer.download);
        if (response.status != 416) return response;
        auto refused = problem_response({416, "range_not_satisfiable", "The range lies behind the end.", {}, {}},
            x.request_id, trace::trace_id_of(x.span.context()));
        refused.headers.add("Content-Range", response.headers.get("Content-Range"));
        return refused;
    }
    if (answer.stream) return render_stream(std::move(answer.stream));
    if (answer.socket) return {.status = 101, .headers = {}, .body = std::move(answer.socket)};
    Response response;
    response.status = answer.status;
    for (auto const& cookie : answer.cookies) response.headers.add("Set-Cookie", cookie);
    if (x.replayed) response.headers.add("Idempotency-Replayed", "true");
    if (!answer.etag.empty()) {
        auto const tag = tag_of_record(answer.etag, x.actor.value_or(Actor{}));
        response.headers.add("ETag", "\"" + tag + "\"");
        response.headers.add("Cache-Control", "private, no-cache");
        if (x.route->method == "GET" && names_etag(x.request.headers.get("If-None-Match"), tag)) {
            response.status = 304;
            return response;
        }
    }
    if (response.status == 204) return response;
    response.headers.add("Content-Type", "application/json");
    response.body = std::move(answer.body);
    return response;
}

} // namespace guildhall::http
