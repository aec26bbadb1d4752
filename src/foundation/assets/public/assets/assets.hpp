#pragma once
// Files that travel inside the binary, so that pages work with no file beside it and no server outside.
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace guildhall::assets {

struct Asset {
    std::string_view path; // as requested, e.g. /api/docs/swagger-ui.css; pages end with a slash
    std::string_view content_type;
    std::string_view etag; // weak, from the content: the same for the packed and the plain form
    std::string_view gzip; // lives as long as the program
    std::size_t plain_size;
};

// The interactive pages of the API: Swagger UI at /api/docs/, ReDoc at /api/redoc/. Sorted by path.
// Both read the document at /api/schema/. The pages work under api_docs_policy.
std::span<Asset const> api_docs();

// Content-Security-Policy of those pages: nothing inline runs and nothing outside is asked. ReDoc searches in a worker
// made from a blob; both write style elements at run time, and draw their signs from data: URLs.
inline constexpr std::string_view api_docs_policy =
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; worker-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

// The web app: its page at "/", its scripts, styles, fonts and pictures. Those below /assets/ carry their content's
// hash in their name, so that what a name means never changes. Sorted by path.
std::span<Asset const> web_app();

// Content-Security-Policy of the web app: nothing inline, nothing from outside. The 3D viewer decodes meshes in
// WebAssembly and works in workers made from blobs; pictures of parts are drawn from blobs and data.
inline constexpr std::string_view web_app_policy =
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'";

// The asset of that path, with or without its closing slash; null when there is none.
Asset const* find(std::span<Asset const> assets, std::string_view path);

// The plain bytes, for the rare client that does not take gzip.
std::string unpacked(Asset const&);

} // namespace guildhall::assets
