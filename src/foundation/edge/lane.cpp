#include "lane.hpp"
#include "connection.hpp"
#include <algorithm>
#include <array>
#include <csignal>
#include <ctime>
#include <sys/eventfd.h>
#include <utility>

namespace guildhall::edge {
namespace {

constexpr std::size_t receive_bytes = 64 * 1024;

// Fine enough for the shortest time-out, coarse enough to cost nothing.
std::chrono::milliseconds tick_for(Settings const& settings)
{
    auto const shortest =
        std::min({settings.idle_timeout, settings.header_timeout, settings.transfer_grace, settings.linger_timeout});
    return std::clamp(shortest / 16, std::chrono::milliseconds{5}, std::chrono::milliseconds{250});
}

// Signals are for the thread that waits for them, and a peer that has gone must not kill the program (SIGPIPE).
class BlockedSignals {
public:
    BlockedSignals()
    {
        sigset_t all;
        ::sigfillset(&all);
        ::pthread_sigmask(SIG_SETMASK, &all, &before_);
    }
    ~BlockedSignals() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
    BlockedSignals(BlockedSignals const&) = delete;
    BlockedSignals& operator=(BlockedSignals const&) = delete;

private:
    sigset_t before_{};
};

// Like "Sun, 06 Nov 1994 08:49:37 GMT"; by hand, as strftime would follow the locale.
std::string to_http_date(std::time_t second)
{
    constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::tm utc{};
    ::gmtime_r(&second, &utc);
    auto const two = [](int number) { return std::string{char('0' + number / 10 % 10), char('0' + number % 10)}; };
    return std::string(days.at(static_cast<std::size_t>(utc.tm_wday))) + ", " + two(utc.tm_mday) + " " +
           months.at(static_cast<std::size_t>(utc.tm_mon)) + " " + std::to_string(utc.tm_year + 1900) + " " +
           two(utc.tm_hour) + ":" + two(utc.tm_min) + ":" + two(utc.tm_sec) + " GMT";
}

} // namespace

Lane::Lane(ServerState& state)
    : state_(state)
    , tick_(tick_for(state.settings))
    , alarm_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
    , mailbox_(std::make_shared<Mailbox>([this] { wake(); }))
    , answers_(state.settings.gzip_from)
    , receive_buffer_(receive_bytes)
    , now_(std::chrono::steady_clock::now())
{
    read_date();
    poller_.add(alarm_.number(), EPOLLIN, *this);
}

Lane::~Lane()
{
    stop();
    mailbox_->close();
}

void Lane::start()
{
    BlockedSignals const for_the_new_thread;
    thread_ = std::thread([this] { run(); });
}

void Lane::run()
{
    ::pthread_setname_np(::pthread_self(), "edge");
    mailbox_->claim_thread();
    auto next_tick = now_;
    while (!stopped_) {
        auto const left = std::chrono::ceil<std::chrono::milliseconds>(next_tick - now_);
        poller_.wait(std::max(left, std::chrono::milliseconds{0}));
        now_ = std::chrono::steady_clock::now();
        poller_.tell();
        closed_.clear();
        if (now_ < next_tick) continue;
        next_tick = now_ + tick_;
        tick();
    }
    closed_.clear();
}

void Lane::tick()
{
    read_date();
    if (each_tick_) each_tick_();
    for_each_connection([](Connection& connection) { connection.check_time(); });
}

void Lane::read_date()
{
    auto const second = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    if (second == second_) return;
    second_ = second;
    date_ = to_http_date(second);
}

void Lane::post(Task task)
{
    {
        std::lock_guard const guard(mutex_);
        tasks_.push_back(std::move(task));
    }
    wake();
}

void Lane::wake() { ::eventfd_write(alarm_.number(), 1); }

void Lane::on_events(std::uint32_t)
{
    eventfd_t ignored = 0;
    ::eventfd_read(alarm_.number(), &ignored);
    std::vector<Task> tasks;
    {
        std::lock_guard const guard(mutex_);
        tasks.swap(tasks_);
    }
    for (auto& task : tasks) task();
    for (auto& letter : mailbox_->empty())
        if (auto const connection = letter.to.lock()) {
            if (letter.about_stream)
                connection->send_stream();
            else
                connection->finish(letter.number, std::move(letter.response));
        }
}

void Lane::adopt(Accepted accepted)
{
    load_.fetch_add(1, std::memory_order_relaxed);
    post([this, accepted = std::move(accepted)]() mutable { take_in(std::move(accepted)); });
}

void Lane::take_in(Accepted accepted)
{
    auto const connection = std::make_shared<Connection>(*this, std::move(accepted));
    connection->place = connections_.size();
    connections_.push_back(connection);
    connection->start();
    if (draining_) connection->drain();
}

void Lane::drain()
{
    post([this] {
        draining_ = true;
        for_each_connection([](Connection& connection) { connection.drain(); });
    });
}

void Lane::stop()
{
    if (!thread_.joinable()) return;
    post([this] { close_all(); });
    thread_.join();
}

void Lane::close_all()
{
    mailbox_->close();
    draining_ = true;
    for_each_connection([](Connection& connection) { connection.close(); });
    stopped_ = true;
}

// The connection lives on until the events at hand are dealt with: one of them may be its own.
void Lane::forget(Connection& connection)
{
    auto const place = connection.place;
    connections_.back()->place = place;
    std::swap(connections_[place], connections_.back());
    closed_.push_back(std::move(connections_.back()));
    connections_.pop_back();
    load_.fetch_sub(1, std::memory_order_relaxed);
}

// From the end, so that the work may close the connection: another one, already done, takes its place.
template <class Work> void Lane::for_each_connection(Work work)
{
    for (auto i = connections_.size(); i-- > 0;)
        if (i < connections_.size()) work(*connections_[i]); // the work may close several
}

} // namespace guildhall::edge
