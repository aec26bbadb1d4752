#pragma once
// Brings events to consumers. A consumer's cursor per company moves in the transaction of its effects: an event's
// effects happen once, in order, however often and on however many nodes the relay tries.
#include "db/database.hpp"
#include "jobs/registry.hpp"
#include <set>

namespace guildhall::jobs {

class Relay {
public:
    // Makes the consumers known: each sees what happens from its first registration on.
    Relay(db::Database& database, std::vector<Consumer> const& consumers, Time now, trace::Tracer* tracer = nullptr);

    // Delivers everything due of all companies, or of these; returns how many deliveries were made.
    std::size_t deliver_all(Time now);
    std::size_t deliver(std::set<CompanyId> const& companies, Time now);

private:
    struct KnownConsumer {
        Consumer const* consumer = nullptr;
        Time registered_at;
    };
    // One consumer catching up within one company.
    struct Delivery {
        KnownConsumer known;
        CompanyId company;
        std::size_t limit = 0;
        std::size_t singly = 0; // after a failure so many events go one by one, to find the one at fault
        std::int64_t start = 0;
        std::size_t taken = 0;
        std::optional<std::string> error = {};
    };
    // Those of one company that stand at the same place: what comes next is read once, outside of the writer, and given
    // to all of them in one transaction.
    struct Convoy {
        CompanyId company;
        std::int64_t start = 0;
        std::vector<Delivery> members;
        std::vector<Event> events = {};
        bool has_arrived = false;
    };
    std::vector<Delivery> deliveries_of(CompanyId company, Time now);
    std::size_t deliver_together(std::vector<Delivery>& open) const;
    void run_together(std::vector<Convoy>& convoys) const;
    bool take_together(db::Tx& tx, Convoy& convoy) const;
    void take_all(db::Tx& tx, KnownConsumer const& known, std::vector<Event> const& events) const;
    void take(db::Tx& tx, Consumer const& consumer, Event const& event) const;
    bool take_some(db::Tx& tx, Delivery& delivery, Time now) const;
    void run_round(std::vector<Delivery>& deliveries, Time now) const;
    bool go_on(Delivery& delivery, Time now) const;
    bool note_failure(Delivery const& delivery, Time now) const;

    db::Database& database_;
    trace::Tracer* tracer_;
    std::vector<KnownConsumer> consumers_;
    std::map<CompanyId, std::int64_t> settled_; // up to here every consumer of ours is through
};

// The position that all these consumers have passed in a company.
std::int64_t passed_position(db::Tx& tx, CompanyId company, std::vector<Consumer> const& consumers);

} // namespace guildhall::jobs
