#pragma once
// What answers outside the API: the web app, the interactive documentation, the OpenAPI document.
#include "app/settings.hpp"
#include "http/router.hpp"

namespace guildhall::app {

// The Content-Security-Policy of the web app: it sends files to the object store, too, where one is set.
std::string web_policy(Settings const& settings);
// The page of the web app, which finds out by its address what to show.
http::Response web_app_page(http::Request const& request, std::string const& policy);
http::Response plain(unsigned status, std::string text);
void add_pages(http::Router& router, std::string const& policy);

} // namespace guildhall::app
