#include "connection.hpp"
#include <csignal>

namespace guildhall::redis {
namespace {

struct ReplyDeleter {
    void operator()(redisReply* reply) const { freeReplyObject(reply); }
};

timeval span_of(std::chrono::milliseconds time)
{
    return {.tv_sec = time.count() / 1'000, .tv_usec = (time.count() % 1'000) * 1'000};
}

} // namespace

Reply reply_of(redisReply const& reply)
{
    Reply copy;
    copy.is_error = reply.type == REDIS_REPLY_ERROR;
    if (reply.type == REDIS_REPLY_INTEGER) copy.number = reply.integer;
    if (reply.str) copy.text.assign(reply.str, reply.len);
    for (std::size_t i = 0; i < reply.elements; ++i) copy.items.push_back(reply_of(*reply.element[i]));
    return copy;
}

void append(redisContext& connection, std::vector<std::string> const& words)
{
    std::vector<char const*> texts;
    std::vector<std::size_t> lengths;
    for (auto const& word : words) {
        texts.push_back(word.data());
        lengths.push_back(word.size());
    }
    redisAppendCommandArgv(&connection, static_cast<int>(words.size()), texts.data(), lengths.data());
}

std::optional<Reply> next_reply(redisContext& connection)
{
    void* raw = nullptr;
    if (redisGetReply(&connection, &raw) != REDIS_OK || !raw) return std::nullopt;
    std::unique_ptr<redisReply, ReplyDeleter> const reply(static_cast<redisReply*>(raw));
    return reply_of(*reply);
}

void ignore_broken_pipes()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

Connection connect(Place const& place, std::chrono::milliseconds within, std::string& why)
{
    Connection connection(place.socket.empty()
                              ? redisConnectWithTimeout(place.host.c_str(), place.port, span_of(within))
                              : redisConnectUnixWithTimeout(place.socket.c_str(), span_of(within)));
    if (!connection || connection->err != 0) {
        why = connection ? connection->errstr : "no memory";
        return nullptr;
    }
    redisSetTimeout(connection.get(), span_of(within));
    std::vector<std::vector<std::string>> greetings;
    if (!place.user.empty())
        greetings.push_back({"AUTH", place.user, place.password});
    else if (!place.password.empty())
        greetings.push_back({"AUTH", place.password});
    if (place.database != 0) greetings.push_back({"SELECT", std::to_string(place.database)});
    greetings.push_back({"PING"});
    for (auto const& greeting : greetings) append(*connection, greeting);
    for (std::size_t i = 0; i < greetings.size(); ++i) {
        auto const reply = next_reply(*connection);
        if (reply && !reply->is_error) continue;
        why = reply ? reply->text : connection->errstr;
        return nullptr;
    }
    return connection;
}

} // namespace guildhall::redis
