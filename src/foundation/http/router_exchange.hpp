#pragma once
#include "http/router.hpp"
#include "trace/trace.hpp"

namespace guildhall::http {

// One request on its way.
struct Router::Exchange {
    Request request;
    Respond respond;
    Route const* route = nullptr;
    std::size_t route_index = 0;
    std::vector<std::string> path_values;
    Query query;
    Claims claims;
    Time now;
    std::string request_id;
    std::chrono::steady_clock::time_point began = std::chrono::steady_clock::now();
    std::vector<Upload> uploads;
    Route::Input input;
    reflect::Complaints complaints;
    std::string idempotency_key, request_hash;
    std::optional<Actor> actor;
    Answer answer;
    bool replayed = false;
    trace::Span span;
};

// An answer that is a problem with this code; its sentence is made from the code when `detail` is empty.
Answer problem_answer(unsigned status, std::string_view code, std::string detail = {});

} // namespace guildhall::http
