#include "statement_span.hpp"
#include <gtest/gtest.h>

namespace guildhall::db {
namespace {

TEST(StatementSummary, NamesTheOperationAndItsTable)
{
    EXPECT_EQ(statement_summary("SELECT id, note FROM quote WHERE company_id = ?"), "SELECT quote");
    EXPECT_EQ(statement_summary("INSERT INTO job_lane (company_id) VALUES (?)"), "INSERT job_lane");
    EXPECT_EQ(statement_summary("UPDATE job SET state = ? WHERE company_id = ?"), "UPDATE job");
    EXPECT_EQ(statement_summary("DELETE FROM webhook WHERE company_id = ?"), "DELETE webhook");
    EXPECT_EQ(statement_summary("SELECT (SELECT run_at FROM job WHERE company_id = ?)"), "SELECT job");
    EXPECT_EQ(statement_summary("SELECT 1"), "SELECT");
    EXPECT_EQ(statement_summary(""), "");
}

} // namespace
} // namespace guildhall::db
