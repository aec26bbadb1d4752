// The story of a quote: changes, the conversation about it, its files.
#include "quote.hpp"

namespace guildhall::quotes {

timeline::Record record_of(Actor const& actor, QuoteRow const& quote)
{
    return {"quote", quote.id.uuid, quote.customer_id, quote.number, Right::quotes_read, actor.may(Right::quotes_read)};
}

Outcome<timeline::Timeline, ReadQuoteRefusal> quote_timeline(db::Tx& tx, Actor const& actor, QuotePath const& wish)
{
    auto const quote = find_visible(tx, actor, wish.quote_id);
    if (!quote) return refuse(ReadQuoteRefusal::quote_not_found);
    auto const record = record_of(actor, *quote);
    std::vector<timeline::TimelineItem> parts;
    for (auto const& line : lines_of(tx, *quote)) {
        auto const file = files::find_visible(tx, actor, line.file_id);
        if (!file) continue; // removed since; the line keeps its name
        parts.push_back({timeline::TimelineKind::file, file->created_at, "file.added",
            timeline::name_for(tx, actor, record, file->owner_id), record.for_staff ? file->owner_id : std::nullopt,
            false, file->file_name, {}, {}, file->id.uuid});
    }
    return timeline::tell(tx, actor, record, std::move(parts));
}

Outcome<timeline::Note, NoteQuoteRefusal> note_quote(db::Tx& tx, Actor const& actor, NoteQuote const& wish)
{
    auto const quote = find_visible(tx, actor, wish.quote_id);
    if (!quote) return refuse(NoteQuoteRefusal::quote_not_found);
    return timeline::write_note_for<NoteQuoteRefusal>(
        tx, actor, record_of(actor, *quote), {wish.text.value, wish.is_internal, wish.mentions});
}

} // namespace guildhall::quotes
