#pragma once
// What answers outside the API: the first page, the interactive documentation, the OpenAPI document.
#include "files/files.hpp"

namespace guildhall::app {

http::Response plain(unsigned status, std::string text);
// `demo_files` are shown on the first page; asked at each call.
void add_pages(http::Router& router, std::function<std::vector<files::File>()> demo_files);

} // namespace guildhall::app
