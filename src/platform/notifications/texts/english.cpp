#include "built_in.hpp"

namespace guildhall::notifications {
namespace {

constexpr BuiltInText english_texts[] = {
    {"identity.email_verification", "Confirm your e-mail address",
        "Please confirm that this address is yours. The link works for {{hours}} hours and only once.\n\nIf you did "
        "not "
        "register at {{company}}, nothing needs to be done.",
        "Confirm the address", "Confirm your e-mail address: {{link}}"},
    {"identity.password_reset", "Choose a new password",
        "Somebody, hopefully you, asked for a new password at {{company}}. The link works for {{hours}} hour(s) and "
        "only "
        "once.\n\nIf it was not you, leave this message alone: your password stays as it is.",
        "Choose a new password", "Choose a new password: {{link}}"},
    {"identity.one_time_code", "Your code",
        "Your code is {{code}}. It works for {{minutes}} minutes.\n\nNobody of {{company}} will ever ask you for it.",
        "", "{{code}} is your code at {{company}}. It works for {{minutes}} minutes. Tell it to nobody."},
    {"identity.invitation", "{{inviter}} invites you to {{company}}",
        "{{inviter}} has made a place for you at {{company}}. Choose a password and you are in. The invitation is open "
        "for {{hours}} hours.",
        "Accept the invitation", "{{inviter}} invites you to {{company}}: {{link}}"},
    {"identity.password_changed", "Your password was changed",
        "The password of your account at {{company}} was changed, and all other devices were signed out.\n\nIf it was "
        "not "
        "you, ask for a new password at once and tell us.",
        "Look at the account", "Your password was changed. If it was not you, act at once."},
    {"identity.second_factor_on", "Second factor switched on",
        "Signing in at {{company}} now also asks for a code of your authenticator app. Keep the recovery codes in a "
        "safe "
        "place.",
        "Look at the account", "Signing in now also asks for a code of your authenticator app."},
    {"identity.second_factor_off", "Second factor switched off",
        "Signing in at {{company}} no longer asks for a code of your authenticator app.\n\nIf it was not you, change "
        "your "
        "password at once and tell us.",
        "Look at the account", "Signing in no longer asks for a code. If it was not you, act at once."},
    {"file.infected", "A virus was found in {{file_name}}",
        "Sender: {{sender}}. The virus scanner of {{company}} calls what it has found in {{file_name}} {{virus}}. "
        "Nobody "
        "gets this file any more.\n\nLook after the computer that it comes from, and send the file again when it is "
        "clean.",
        "Look at the files", "A virus was found in {{file_name}}: {{virus}}. Nobody gets this file any more."},

    {"quote.approved", "Your quote {{number}} is ready: {{total}}",
        "We have looked at your parts. Quote {{number}} comes to {{total}}, tax included.\n\nAccept it and we begin.",
        "Open the quote", "Quote {{number}} is ready: {{total}}."},
    {"quote.changes_requested", "A question about your quote {{number}}",
        "Before we can name a price for {{number}} we need to know:\n\n{{message}}", "Answer",
        "About {{number}}: {{message}}"},
    {"quote.expires_soon", "Your quote {{number}} is valid until {{valid_until}}",
        "The price of {{number}} holds until {{valid_until}}. After that we would have to calculate it anew.",
        "Open the quote", "{{number}} is valid until {{valid_until}}."},
    {"quote.converted", "Your order {{order_number}}",
        "Thank you. Quote {{number}} has become order {{order_number}}. We tell you about each step.", "Open the order",
        "Quote {{number}} has become order {{order_number}}."},
    {"quote.submitted", "Quote {{number}} of {{customer}} waits for review",
        "{{customer}} asks for a price: {{number}}.\n\n{{reason}}", "Review the quote",
        "{{number}} of {{customer}} waits for review."},

    {"sales_order.confirmed", "Order {{number}} is confirmed",
        "We have confirmed order {{number}} and prepare its production.", "Open the order",
        "Order {{number}} is confirmed."},
    {"sales_order.in_production", "Order {{number}} is being made", "Your parts of order {{number}} are being made.",
        "Open the order", "Your parts of order {{number}} are being made."},
    {"sales_order.quality_check", "Order {{number}} is being checked",
        "Your parts of order {{number}} are made and are being checked.", "Open the order",
        "Your parts of order {{number}} are made and are being checked."},
    {"sales_order.shipped", "Order {{number}} is on its way",
        "Order {{number}} has left us.\n\n{{carrier}} {{tracking_number}}", "Follow the order",
        "Order {{number}} is on its way. {{carrier}} {{tracking_number}}"},
    {"sales_order.delivered", "Order {{number}} has arrived",
        "Order {{number}} was delivered. Tell us if anything is not as it should be.", "Open the order",
        "Order {{number}} was delivered."},
    {"sales_order.completed", "Order {{number}} is complete", "Order {{number}} is complete. Thank you.",
        "Open the order", "Order {{number}} is complete. Thank you."},
    {"sales_order.on_hold", "Order {{number}} is on hold",
        "We had to put order {{number}} on hold and tell you as soon as it goes on.", "Open the order",
        "Order {{number}} is on hold."},
    {"sales_order.cancelled", "Order {{number}} is cancelled", "Order {{number}} was cancelled.\n\n{{reason}}",
        "Open the order", "Order {{number}} was cancelled. {{reason}}"},

    {"note.mentioned", "{{author}} mentions you at {{number}}", "{{author}} writes:\n\n{{text}}", "Answer",
        "{{author}} at {{number}}: {{text}}"},
    {"note.from_company", "A message about {{number}}", "We write to you about {{number}}:\n\n{{text}}", "Answer",
        "About {{number}}: {{text}}"},
    {"note.from_customer", "{{author}} writes about {{number}}", "{{author}} writes:\n\n{{text}}", "Answer",
        "{{author}} about {{number}}: {{text}}"},

    {"file.shared", "{{sharer}} shared {{file_name}} with you",
        "{{sharer}} has shared the file {{file_name}} with you at {{company}}. You can look at it, fetch it and price "
        "it.",
        "Look at the file", "{{sharer}} shared {{file_name}} with you."},

    {"webhook.disabled", "A webhook was switched off",
        "We no longer send events to {{url}}.\n\n{{reason}}\n\nSwitch it on again when the other side answers.",
        "Open the webhook", "We no longer send events to {{url}}. {{reason}}"},
    {"inbound_event.failed", "What {{webhook}} sent could not be handled",
        "An event that came to the incoming webhook {{webhook}} has failed.\n\n{{reason}}\n\nLook at what came, and "
        "have "
        "it handled again once the cause is gone. We write of this webhook at most once a day; its page lists every "
        "event that failed.",
        "Open the event", "An event that came to {{webhook}} has failed. {{reason}}"},

    {"marketing.announcement", "{{headline}}", "{{text}}", "Have a look", "{{headline}}: {{text}}"},

    {"connector.test", "Test of {{connector}}",
        "This message was sent from {{company}} to try the connector {{connector}}. Nothing needs to be done.", "",
        "{{company}}: {{connector}} works."},

    {"plan.near_limit", "{{percent}} % used: {{what}}",
        "{{company}} has used {{used}} of {{limit}} that the plan {{plan}} holds ({{what}}).\n\nWhen the rest is used, "
        "nothing that is there is lost, but nothing new can be added. A larger plan makes room.",
        "Plan and usage", "{{used}} of {{limit}} used ({{what}})."},
    {"plan.limit_reached", "The plan is full: {{what}}",
        "{{company}} has used all that the plan {{plan}} holds: {{used}} of {{limit}} ({{what}}).\n\nEverything that "
        "is there stays and can be read, exported and finished. A larger plan makes room for more.",
        "Plan and usage", "The plan {{plan}} is full: {{used}} of {{limit}} ({{what}})."},
    {"plan.ending_soon", "Your plan {{plan}} ends on {{date}}",
        "The plan {{plan}} of {{company}} ends on {{date}}. Renew it in time and nothing changes.\n\nAfter that day "
        "there is a week of grace.",
        "Plan and usage", "The plan {{plan}} ends on {{date}}."},
    {"plan.ended", "Your plan {{plan}} has ended",
        "The plan {{plan}} of {{company}} has ended. Work can go on until {{date}}; from then on everything can be "
        "read and exported, and nothing changed.",
        "Plan and usage", "The plan {{plan}} has ended; work can go on until {{date}}."},
    {"plan.suspended", "{{company}} can only be read now",
        "The week of grace after the plan {{plan}} is over. Nothing is lost: everything can be read and exported. "
        "Renew the plan and work goes on at once.",
        "Plan and usage", "The plan {{plan}} has ended: everything can be read, nothing changed."},

    {"notifications.digest", "What has happened: {{count}}", "This has happened at {{company}}:\n\n{{items}}",
        "Show all", "{{count}} notifications of {{company}}"},
};

} // namespace

Language const& english()
{
    static constexpr Language all{{"en", "Hello {{name}},", "If the button does not work, copy this address:",
                                      "You receive this message because you have to do with {{company}}.",
                                      "Choose what you are told", "Unsubscribe"},
        english_texts};
    return all;
}

} // namespace guildhall::notifications
