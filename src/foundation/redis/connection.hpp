#pragma once
// One connection, used by one thread.
#include "redis/link.hpp"
#include <chrono>
#include <hiredis/hiredis.h>
#include <memory>

namespace guildhall::redis {

struct ContextDeleter {
    void operator()(redisContext* context) const { redisFree(context); }
};
using Connection = std::unique_ptr<redisContext, ContextDeleter>;

// For threads that write: a server that is gone is an error of the write, and no signal that ends the program.
void ignore_broken_pipes();
// Connected, signed in, at its database, and answering; null, and why, otherwise.
Connection connect(Place const& place, std::chrono::milliseconds within, std::string& why);
// Adds a command to what is sent with the next read.
void append(redisContext& connection, std::vector<std::string> const& words);
// The next answer; nothing when the connection is of no use any more.
std::optional<Reply> next_reply(redisContext& connection);
Reply reply_of(redisReply const& reply);

} // namespace guildhall::redis
