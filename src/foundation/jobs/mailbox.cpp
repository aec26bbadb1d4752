#include "mailbox.hpp"
#include <algorithm>
#include <utility>
#include <vector>

namespace guildhall::jobs {
namespace {

struct OpenMailboxes {
    std::mutex mutex;
    std::vector<std::pair<Mailbox::Topic, Mailbox*>> all;
};
OpenMailboxes& open_mailboxes()
{
    static OpenMailboxes boxes;
    return boxes;
}

} // namespace

Mailbox::Mailbox(Topic topic)
    : topic_(topic)
{
    auto& boxes = open_mailboxes();
    std::lock_guard const lock(boxes.mutex);
    boxes.all.emplace_back(topic_, this);
}

Mailbox::~Mailbox()
{
    auto& boxes = open_mailboxes();
    std::lock_guard const lock(boxes.mutex);
    std::erase(boxes.all, std::pair{topic_, this});
}

void Mailbox::announce(Topic topic, CompanyId company)
{
    auto& boxes = open_mailboxes();
    std::lock_guard const lock(boxes.mutex);
    for (auto const& [its_topic, box] : boxes.all)
        if (its_topic == topic) box->put(company);
}

void Mailbox::put(CompanyId company)
{
    {
        std::lock_guard const lock(mutex_);
        companies_.insert(company);
    }
    arrived_.notify_one();
}

std::set<CompanyId> Mailbox::wait(std::chrono::milliseconds at_most)
{
    std::unique_lock lock(mutex_);
    arrived_.wait_for(lock, at_most, [&] { return rung_ || closed_ || !companies_.empty(); });
    rung_ = false;
    return std::exchange(companies_, {});
}

void Mailbox::ring()
{
    {
        std::lock_guard const lock(mutex_);
        rung_ = true;
    }
    arrived_.notify_one();
}

void Mailbox::close()
{
    {
        std::lock_guard const lock(mutex_);
        closed_ = true;
    }
    arrived_.notify_all();
}

bool Mailbox::closed() const
{
    std::lock_guard const lock(mutex_);
    return closed_;
}

} // namespace guildhall::jobs
