#pragma once
// What answers outside the API: the web app, the interactive documentation, the OpenAPI document.
#include "http/router.hpp"

namespace guildhall::app {

// The page of the web app, which finds out by its address what to show.
http::Response web_app_page(http::Request const& request);
http::Response plain(unsigned status, std::string text);
void add_pages(http::Router& router);

} // namespace guildhall::app
