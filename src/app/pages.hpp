#pragma once
// What answers outside the API: the web app, the interactive documentation, the OpenAPI document.
#include "http/router.hpp"

namespace guildhall::app {

http::Response plain(unsigned status, std::string text);
void add_pages(http::Router& router);

} // namespace guildhall::app
