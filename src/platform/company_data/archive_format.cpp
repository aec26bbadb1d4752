#include "archive_format.hpp"
#include <algorithm>

namespace guildhall::company_data {
namespace {

constexpr std::string_view staying[] = {"user_session", "login_guard", "secret_link", "one_time_code", "second_factor",
    "setup_done", "idempotency_key", "job", "job_lane", "event", "event_lane", "event_cursor", "event_parked",
    "schedule_firing", "content_arrival", "file_upload", "company_export", "webhook", "webhook_delivery", "connector",
    "push_device", "telegram_code", "inbound_endpoint", "inbound_event", "subscription"};

} // namespace

std::vector<std::string> schema_of(std::vector<db::TenantTable> const& tables)
{
    std::vector<std::string> schema;
    for (auto const& table : tables) {
        auto columns = table.columns; // whose order is their age, and differs where a table was made anew
        std::ranges::sort(columns, {}, &db::TenantColumn::name);
        std::string text = table.name + "(";
        for (auto const& column : columns) text += (text.back() == '(' ? "" : ",") + column.name;
        schema.push_back(text + ")");
    }
    std::ranges::sort(schema);
    return schema;
}

std::vector<db::TenantTable> travelling_tables(db::Tx& tx)
{
    auto tables = db::tenant_tables(tx);
    std::erase_if(tables,
        [](db::TenantTable const& table) { return std::ranges::find(staying, table.name) != std::end(staying); });
    return tables;
}

void leave_secrets(db::TenantTable const& table, boost::json::object& row)
{
    if (table.name != "message" || row["is_security"] != 1) return;
    row["text"] = row["link"] = "";
    row["details"] = "{}";
}

} // namespace guildhall::company_data
