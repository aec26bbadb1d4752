#pragma once
// Typed statements: columns come from the row struct, parameters from the template arguments.
#include "db/transaction.hpp"
#include "db/values.hpp"

namespace guildhall::db {

template <class... Args> void bind_all(Execution& e, Args const&... args)
{
    int at = 0;
    (bind_value(e, ++at, args), ...);
}

template <class Row> std::string select_prefix()
{
    if constexpr (reflect::Described<Row>)
        return "SELECT " + column_list<Row>() + " ";
    else
        return "SELECT "; // a single value: the statement names it
}

// At most one row: Find<Quote, CompanyId, QuoteId>{tables, "FROM quote WHERE company_id = ? AND id = ?"}.
template <class Row, class... Args> class Find : public Statement {
public:
    Find(Tables const& t, std::string_view rest, Reach reach = Reach::one_company)
        : Statement(t, select_prefix<Row>() + std::string(rest), reach)
    {
    }
    std::optional<Row> operator()(Tx& tx, Args const&... args) const
    {
        auto cursor = tx.start(*this);
        bind_all(*cursor, args...);
        if (!cursor->step()) return std::nullopt;
        return read_row<Row>(*cursor);
    }
};

// All rows, in the statement's order.
template <class Row, class... Args> class Select : public Statement {
public:
    Select(Tables const& t, std::string_view rest, Reach reach = Reach::one_company)
        : Statement(t, select_prefix<Row>() + std::string(rest), reach)
    {
    }
    std::vector<Row> operator()(Tx& tx, Args const&... args) const
    {
        auto cursor = tx.start(*this);
        bind_all(*cursor, args...);
        std::vector<Row> rows;
        while (cursor->step()) rows.push_back(read_row<Row>(*cursor));
        return rows;
    }
};

// A change whose success is certain: nothing is waited for until the commit (or the next read).
template <class... Args> class Change : public Statement {
public:
    using Statement::Statement;
    void operator()(Tx& tx, Args const&... args) const
    {
        auto cursor = tx.start(*this);
        bind_all(*cursor, args...);
        cursor->perform();
    }
    // The same, waiting to learn how many rows changed.
    std::int64_t count(Tx& tx, Args const&... args) const
    {
        auto cursor = tx.start(*this);
        bind_all(*cursor, args...);
        return cursor->changed_rows();
    }
};

// A change that answers with rows: "UPDATE … RETURNING …".
template <class Row, class... Args> class ChangeReturning : public Statement {
public:
    using Statement::Statement;
    std::vector<Row> operator()(Tx& tx, Args const&... args) const
    {
        auto cursor = tx.start(*this);
        bind_all(*cursor, args...);
        std::vector<Row> rows;
        while (cursor->step()) rows.push_back(read_row<Row>(*cursor));
        return rows;
    }
};

template <class Row> std::string insert_sql(std::string_view table, std::string_view suffix)
{
    std::string marks = "?";
    for (std::size_t i = 1; i < reflect::field_count<Row>; ++i) marks += ", ?";
    return "INSERT INTO " + std::string(table) + " (" + column_list<Row>() + ") VALUES (" + marks + ")" +
           std::string(suffix);
}

template <class Row> void bind_row(Execution& e, Row const& row)
{
    int at = 0;
    boost::mp11::mp_for_each<reflect::fields_of<Row>>([&](auto d) { bind_value(e, ++at, row.*d.pointer); });
}

// INSERT of a whole row struct; `suffix` may add " ON CONFLICT DO NOTHING".
template <class Row> class Insert : public Statement {
public:
    Insert(Tables const& t, std::string_view table, std::string_view suffix = "", Reach reach = Reach::one_company)
        : Statement(t, insert_sql<Row>(table, suffix), reach)
    {
    }
    void operator()(Tx& tx, Row const& row) const
    {
        auto cursor = tx.start(*this);
        bind_row(*cursor, row);
        cursor->perform();
    }
    // Waits and tells whether the row went in (for " ON CONFLICT DO NOTHING").
    bool inserted(Tx& tx, Row const& row) const
    {
        auto cursor = tx.start(*this);
        bind_row(*cursor, row);
        return cursor->changed_rows() > 0;
    }
};

// True for the columns that say which row it is; an UPDATE never changes them.
constexpr bool is_key_column(std::string_view name) { return name == "company_id" || name == "id"; }

// UPDATE of every column of a row struct but its key (company_id, id), which says where.
template <class Row> class Update : public Statement {
public:
    Update(Tables const& t, std::string_view table)
        : Statement(t, update_sql(table))
    {
    }
    void operator()(Tx& tx, Row const& row) const
    {
        auto cursor = tx.start(*this);
        int at = 0;
        boost::mp11::mp_for_each<reflect::fields_of<Row>>([&](auto d) {
            if (!is_key_column(d.name)) bind_value(*cursor, ++at, row.*d.pointer);
        });
        bind_value(*cursor, at + 1, row.company_id);
        bind_value(*cursor, at + 2, row.id);
        cursor->perform();
    }

private:
    static std::string update_sql(std::string_view table)
    {
        std::string sets;
        boost::mp11::mp_for_each<reflect::fields_of<Row>>([&](auto d) {
            if (is_key_column(d.name)) return;
            if (!sets.empty()) sets += ", ";
            sets += d.name;
            sets += " = ?";
        });
        return "UPDATE " + std::string(table) + " SET " + sets + " WHERE company_id = ? AND id = ?";
    }
};

} // namespace guildhall::db
