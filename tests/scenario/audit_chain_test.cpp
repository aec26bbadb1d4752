// PL-66: what was written into the audit log cannot be changed, taken away or put in without `guildhall verify` saying
// so.
#include "db/queries.hpp"
#include "scenario.hpp"
#include <gmock/gmock.h>

namespace guildhall::scenario {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

db::Tables const audit_tables{{"audit_entry", "audit_head"}};

class AuditChain : public ::testing::TestWithParam<std::string> {
protected:
    AuditChain()
        : stage(GetParam())
        , cast(stage.house())
        , caller(stage.house())
    {
        caller.act_as(cast.token_of("owner"));
        for (int i = 0; i < 3; ++i)
            EXPECT_EQ(
                caller.call("PATCH", "/api/v1/auth/me", R"({"full_name":"Olga )" + std::to_string(i) + R"("})").status,
                200u);
    }

    // As somebody would who has the database in his hands.
    void tamper(std::string const& sql)
    {
        stage.house().database().write_now(db::Scope::all_companies(), [&](db::Tx& tx) {
            tx.start(audit_tables, sql)->perform();
            return true;
        });
    }

    Stage stage;
    Cast cast;
    app::Caller caller;
};

TEST_P(AuditChain, IsWholeWhenNobodyTouchesIt)
{
    EXPECT_THAT(stage.house().verify(), IsEmpty());
    auto const head = caller.call("GET", "/api/v1/audit/head").json();
    auto const last = caller.call("GET", "/api/v1/audit?page_size=1").json().at("items").at(0);
    EXPECT_EQ(head.at("hash"), last.at("hash"));
    EXPECT_EQ(head.at("position"), last.at("position"));
}

TEST_P(AuditChain, TellsWhichEntryWasChanged)
{
    tamper("UPDATE audit_entry SET after_state = '{}' WHERE position = 3");
    EXPECT_THAT(stage.house().verify(), ElementsAre(HasSubstr("entry 3 is not as it was written")));
}

TEST_P(AuditChain, TellsWhoElseWasBlamed)
{
    tamper("UPDATE audit_entry SET address = '10.0.0.9' WHERE position = 2");
    EXPECT_THAT(stage.house().verify(), ElementsAre(HasSubstr("entry 2 is not as it was written")));
}

TEST_P(AuditChain, TellsWhichEntryIsGone)
{
    tamper("DELETE FROM audit_entry WHERE position = 2");
    EXPECT_THAT(stage.house().verify(), ElementsAre(HasSubstr("entry 2 is missing")));
}

TEST_P(AuditChain, TellsThatTheEndIsGone)
{
    tamper("DELETE FROM audit_entry WHERE position = (SELECT MAX(position) FROM audit_entry)");
    EXPECT_THAT(stage.house().verify(), ElementsAre(HasSubstr("and should end at")));
    tamper("DELETE FROM audit_head");
    EXPECT_THAT(stage.house().verify(), ElementsAre(HasSubstr("its end is not known any more")));
}

INSTANTIATE_TEST_SUITE_P(On, AuditChain, ::testing::ValuesIn(engines()), [](auto const& one) { return one.param; });

} // namespace
} // namespace guildhall::scenario
