#pragma once
// One libcurl handle and what it needs while it works.
#include "base/outcome.hpp"
#include "outbound/client.hpp"
#include <curl/curl.h>
#include <memory>

namespace guildhall::outbound {

struct EasyDeleter {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct ListDeleter {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct UrlDeleter {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Easy = std::unique_ptr<CURL, EasyDeleter>;
using List = std::unique_ptr<curl_slist, ListDeleter>;
using Url = std::unique_ptr<CURLU, UrlDeleter>;

// A fresh handle with what all uses share: no signals, no proxies of the environment, certificates checked.
Easy open_easy(ClientSettings const& settings);

template <class T> void set_option(Easy const& easy, CURLoption option, T value)
{
    check(curl_easy_setopt(easy.get(), option, value) == CURLE_OK, "libcurl knows this option");
}

inline void append_line(List& list, std::string const& line)
{
    auto* const longer = curl_slist_append(list.get(), line.c_str());
    if (!longer) throw std::bad_alloc();
    (void)list.release();
    list.reset(longer);
}

} // namespace guildhall::outbound
