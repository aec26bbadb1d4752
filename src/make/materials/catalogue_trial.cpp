#include "catalogue_trial.hpp"
#include "edit_entry.hpp"
#include <set>

namespace guildhall::materials {
namespace {

using Fault = std::optional<Refused<PriceRefusal>>;

// f.operator()<Row>(place, entry) for each entry of the trial.
template <class F> void for_each_entry(CatalogueTrial const& trial, F f)
{
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, TableRows>>([&](auto table) {
        using Row = typename decltype(table)::type;
        auto const& entries = entries_of<Row>(trial);
        if (!entries) return;
        for (std::size_t place = 0; place < entries->items.size(); ++place)
            f.template operator()<Row>(place, entries->items[place]);
    });
}

template <class Row> std::string pointer_into(std::size_t place, std::string_view member)
{
    return "/catalogue/" + kind_of<Row>() + "/" + std::to_string(place) + "/" + std::string(member);
}

// The first member that a new row must say of itself and this one does not.
template <class Row> std::string missing_name(EntryTrial<Row> const& entry)
{
    std::string missing;
    boost::mp11::mp_for_each<members_of<Row>>([&](auto member) {
        using Member = decltype(member);
        if constexpr (names_the_row(Member::name) && std::string_view(Member::name) != "code")
            if (missing.empty() && !static_cast<Slot<Row, Member, WishFor::change> const&>(entry).asked)
                missing = Member::name;
    });
    return missing;
}

// Where the entry says its code.
template <class Row> std::string_view code_member(EntryTrial<Row> const& entry)
{
    if constexpr (has_code<Row>) {
        bool is_said = false;
        boost::mp11::mp_for_each<members_of<Row>>([&](auto member) {
            using Member = decltype(member);
            if constexpr (std::string_view(Member::name) == "code")
                is_said = static_cast<Slot<Row, Member, WishFor::change> const&>(entry).asked.has_value();
        });
        return is_said ? "code" : "key";
    }
    return "key";
}

// Takes the entries of a trial into a copy of the catalogue. Rows are named by the codes they have in the saved one.
class Trial {
public:
    Trial(pricing::Catalogue const& saved, CodesById const& codes)
        : saved_(saved)
        , codes_(codes)
        , tried_(saved)
    {
    }

    template <class Row> Fault take(std::size_t place, EntryTrial<Row> const& entry)
    {
        using enum PriceRefusal;
        auto const fault = [&](PriceRefusal why, std::string detail, std::string_view member) {
            return Refused<PriceRefusal>{why, std::move(detail), pointer_into<Row>(place, member), {}};
        };
        auto const found = codes_.find(entry.key.value);
        auto const code = found == codes_.end() ? entry.key.value : found->second;
        if (!seen_.emplace(kind_of<Row>(), code).second)
            return fault(entry_twice, "\"" + code + "\" is here already.", "key");
        auto& rows = rows_of<Row>(tried_);
        auto const& old = saved_.*TableOf<Row>::pointer;
        auto const at = std::ranges::find(old, code, code_of<Row>) - old.begin();
        auto const is_new = at == std::ssize(old);
        if (entry.removed.value_or(false)) {
            if (is_new) return fault(unknown_entry, "There is no entry \"" + code + "\".", "key");
            removed_.emplace(kind_of<Row>(), code);
            return std::nullopt;
        }
        auto row = is_new ? Row{} : old[static_cast<std::size_t>(at)];
        if (is_new) {
            if (auto const member = missing_name(entry); !member.empty())
                return fault(
                    incomplete_entry, "There is no entry \"" + code + "\"; a new one says its " + member + ".", member);
            if constexpr (has_code<Row>) row.code = code;
            if (!rows.empty()) row.position = rows.back().position + 10;
        }
        take_all<Row, WishFor::change>(row, entry);
        if constexpr (has_code<Row>)
            if (!is_code(row.code)) return fault(invalid_code, std::string(code_rule), code_member(entry));
        if (is_new)
            rows.push_back(row);
        else
            rows[static_cast<std::size_t>(at)] = row;
        return std::nullopt;
    }

    // Call when all are in.
    template <class Row> Fault find_taken_code(std::size_t place, EntryTrial<Row> const& entry) const
    {
        if (entry.removed.value_or(false)) return std::nullopt;
        auto const code = code_now(entry);
        if (std::ranges::count(tried_.*TableOf<Row>::pointer, code, code_of<Row>) < 2) return std::nullopt;
        return Refused<PriceRefusal>{PriceRefusal::code_taken, "There is another row \"" + code + "\".",
            pointer_into<Row>(place, code_member(entry)), {}};
    }

    // With what is removed gone, and each table in the order of its positions.
    pricing::Catalogue result() const
    {
        auto catalogue = tried_;
        for_each_table(catalogue, [&]<class Row>(std::string_view kind, std::vector<Row>& rows) {
            std::size_t at = 0;
            auto const& old = saved_.*TableOf<Row>::pointer;
            std::erase_if(rows, [&](Row const&) {
                auto const place = at++;
                return place < old.size() && removed_.contains({std::string(kind), code_of(old[place])});
            });
            std::ranges::stable_sort(rows, {}, &Row::position);
        });
        return catalogue;
    }

    // The code that the entry's row has in the tried catalogue.
    template <class Row> std::string code_now(EntryTrial<Row> const& entry) const
    {
        auto const found = codes_.find(entry.key.value);
        auto const code = found == codes_.end() ? entry.key.value : found->second;
        auto const& old = saved_.*TableOf<Row>::pointer;
        auto row = Row{};
        if constexpr (has_code<Row>) row.code = code;
        if (auto const was = std::ranges::find(old, code, code_of<Row>); was != old.end()) row = *was;
        take_all<Row, WishFor::change>(row, entry);
        return code_of(row);
    }

private:
    using Named = std::pair<std::string, std::string>; // kind, code

    pricing::Catalogue const& saved_;
    CodesById const& codes_;
    pricing::Catalogue tried_;
    std::set<Named> seen_;
    std::set<Named> removed_;
};

// The entry that the problem comes from: the one whose row has it, or the one that alone makes it in another row.
Refused<PriceRefusal> blamed(pricing::CatalogueProblem const& problem, pricing::Catalogue const& saved,
    CatalogueTrial const& wish, Trial const& trial, CodesById const& codes)
{
    auto const sentence = sentence_of(problem);
    Fault own, alone;
    for_each_entry(wish, [&]<class Row>(std::size_t place, EntryTrial<Row> const& entry) {
        auto const is_removed = entry.removed.value_or(false);
        if (!is_removed && problem.table == kind_of<Row>() && problem.code == trial.code_now(entry))
            own = {PriceRefusal::invalid_catalogue, sentence, pointer_into<Row>(place, problem.field), {}};
        if (own || alone) return;
        Trial one(saved, codes);
        if (one.take(place, entry)) return;
        auto const problems = new_problems(saved, one.result());
        if (std::ranges::none_of(problems, [&](auto const& other) { return is_same(problem, other); })) return;
        alone = {is_removed ? PriceRefusal::still_used : PriceRefusal::invalid_catalogue, sentence,
            pointer_into<Row>(place, is_removed ? "removed" : "key"), {}};
    });
    if (own) return *own;
    if (alone) return *alone;
    return {PriceRefusal::invalid_catalogue, sentence, "/catalogue", {}};
}

} // namespace

CodesById codes_of(db::Tx& tx, Actor const& actor, CatalogueTrial const& trial)
{
    CodesById codes;
    for_each_entry(trial, [&]<class Row>(std::size_t, EntryTrial<Row> const& entry) {
        if (!parse_uuid(entry.key.value)) return;
        if (auto const row = find_entry(tx, actor.company_id, kind_of<Row>(), entry.key.value))
            codes.emplace(entry.key.value, row->code);
    });
    return codes;
}

Outcome<pricing::Catalogue, PriceRefusal> tried_catalogue(
    pricing::Catalogue const& saved, CatalogueTrial const& wish, CodesById const& codes)
{
    std::size_t count = 0;
    for_each_entry(wish, [&]<class Row>(std::size_t, EntryTrial<Row> const&) { ++count; });
    if (count > most_trial_entries)
        return refuse(PriceRefusal::too_many_entries,
            "At most " + std::to_string(most_trial_entries) + " entries can be tried at once.", "/catalogue");
    Trial trial(saved, codes);
    Fault fault;
    for_each_entry(wish, [&]<class Row>(std::size_t place, EntryTrial<Row> const& entry) {
        if (!fault) fault = trial.take(place, entry);
    });
    for_each_entry(wish, [&]<class Row>(std::size_t place, EntryTrial<Row> const& entry) {
        if (!fault) fault = trial.find_taken_code(place, entry);
    });
    if (fault) return std::unexpected(std::move(*fault));
    auto tried = trial.result();
    if (auto const problem = new_problem(saved, tried))
        return std::unexpected(blamed(*problem, saved, wish, trial, codes));
    return tried;
}

} // namespace guildhall::materials
