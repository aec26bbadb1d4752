// A list as a CSV file.
#include "crypto/crypto.hpp"
#include "http/listing.hpp"

namespace guildhall::http {

Problem too_many_to_export()
{
    return {409, "too_many_rows",
        "A file holds at most " + std::to_string(most_exported_rows) + " rows; narrow the filter.", {}, {}};
}

Answer problem_answer(Problem problem)
{
    Answer answer;
    answer.status = problem.status;
    answer.problem = std::move(problem);
    return answer;
}

Download csv_download(std::string text, std::string const& name)
{
    auto const etag = crypto::sha256_hex(text).substr(0, 32);
    return {{}, std::move(text), "text/csv; charset=utf-8", name, etag};
}

RouteDocument document_export(RouteDocument document)
{
    auto& parameters = document.query_schema.as_object().at("properties").as_object();
    for (auto const* name : {"page", "page_size", "cursor", "total"}) parameters.erase(name);
    document.answer_schema = nullptr;
    document.is_download = true;
    document.download_type = "text/csv";
    document.refusals = {"too_many_rows"};
    return document;
}

} // namespace guildhall::http
