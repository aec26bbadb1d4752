#pragma once
// A person's chat with the company's bot: he opens t.me/{bot}?start={code}, the bot hears "/start {code}".
#include "base/actor.hpp"
#include "db/transaction.hpp"

namespace guildhall::notifications {

// What the bot hears of a chat. False when the code is unknown, used or over (15 minutes). `tx` in the scope of the
// company whose bot it is.
bool link_telegram_chat(db::Tx& tx, CompanyId company_id, std::string const& code, std::string const& chat_id,
    std::string const& chat_name, Time now);
// He has blocked the bot or asked it to stop.
void forget_telegram_chat(db::Tx& tx, CompanyId company_id, std::string const& chat_id);

} // namespace guildhall::notifications
