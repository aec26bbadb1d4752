// Reads a scenario file and plays it line by line.
#include "audited.hpp"
#include "clock_words.hpp"
#include "cookie_jar.hpp"
#include "expected_json.hpp"
#include "kept_mail.hpp"
#include "scenario.hpp"
#include "signed.hpp"
#include "wanted_settings.hpp"
#include <fstream>
#include <sstream>

namespace guildhall::scenario {
namespace {

namespace fs = std::filesystem;
namespace json = reflect::json;

bool is_method(std::string_view word)
{
    return word == "GET" || word == "POST" || word == "PATCH" || word == "DELETE" || word == "HEAD" ||
           word == "OPTIONS" || word == "PUT";
}

class Play {
public:
    Play(fs::path const& file, std::string const& engine)
        : file_(file)
        , stage_(engine, flags_in(file, clamd_))
        , cast_(stage_.house())
        , caller_(stage_.house())
    {
        boost::system::error_code error;
        document_ = json::parse(stage_.house().router().openapi(), error);
    }

    std::vector<std::string> run()
    {
        std::ifstream input(file_);
        std::string line, pending;
        int number = 0;
        auto const flush = [&] {
            if (!pending.empty()) perform(std::exchange(pending, {}));
        };
        while (std::getline(input, line)) {
            ++number;
            if (line.find_first_not_of(" \t\r") == line.npos || line.starts_with('#')) continue;
            if (line.starts_with(' ')) { // goes on from the line before
                pending += line;
                continue;
            }
            flush();
            pending = line;
            line_ = number;
        }
        flush();
        for (auto const& event : unlisted_events(stage_.house())) fail(event + " is in no list of events");
        for (auto const& column : unlisted_secrets(stage_.house()))
            fail(column + " holds what was sealed, and rotation does not know the column");
        for (auto const& word : unlisted_actions(stage_.house())) fail("the audit page does not offer " + word);
        return std::move(faults_);
    }

private:
    void fail(std::string const& what)
    {
        faults_.push_back(file_.filename().string() + ":" + std::to_string(line_) + ": " + what);
    }

    std::string fill_in(std::string text)
    {
        for (auto at = text.find('$'); at != text.npos; at = text.find('$', at + 1)) {
            auto end = at + 1;
            while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) || text[end] == '_'))
                ++end;
            auto const known = saved_.find(text.substr(at + 1, end - at - 1));
            if (known == saved_.end()) continue;
            text.replace(at, end - at, known->second);
        }
        return text;
    }

    // times 100 POST /path {"name":"number $time"}
    void perform_often(std::string const& rest)
    {
        std::size_t count_length = 0;
        auto const count = std::stoi(rest, &count_length);
        for (int time = 1; time <= count; ++time) {
            saved_["time"] = std::to_string(time);
            perform(reflect::trimmed(rest.substr(count_length)));
        }
    }

    void perform(std::string const& raw)
    {
        if (raw.starts_with("times ")) return perform_often(raw.substr(6));
        auto const line = fill_in(raw);
        std::istringstream words(line);
        std::string first;
        words >> first;
        std::string rest;
        std::getline(words, rest);
        rest = reflect::trimmed(rest);
        try {
            if (is_method(first)) return request(first, rest);
            if (!first.empty() && first.size() == 3 && std::isdigit(static_cast<unsigned char>(first[0])))
                return expect(first, rest);
            if (first == "as") return caller_.act_as(cast_.token_of(who_ = rest));
            if (first == "from") return caller_.come_from(rest);
            if (first == "setting") return; // already made
            if (first == "clamd") return clamd_->be_away(rest == "away");
            if (first == "answer") return expect_header(rest);
            if (first == "cookie") return expect_cookie(rest);
            if (first == "clock") return turn_clock(rest);
            if (first == "app") return read_app(rest);
            if (first == "upload") return upload(rest);
            if (auto const colon = rest.find(':'); first == "header")
                return caller_.set_header(rest.substr(0, colon), reflect::trimmed(rest.substr(colon + 1)));
            if (first == "signed") return void(signer_ = signer_named(rest));
            if (first == "key") return void(saved_[rest.substr(3)] = make_sendgrid_key()); // key as name
            if (first == "behind") return void(saved_.insert(part_behind(rest)));
            if (first == "carrier") return hand_to_carrier(stage_.house(), cast_.company("one"), rest);
            if (first == "jobs") return run_jobs();
            if (first == "save") return save(rest);
            if (first == "mail") return expect_mail(rest);
            if (first == "demo") return add_demo_file(rest);
            if (first == "setup") return open_setup(rest);
            if (first == "text") return expect_text(rest);
            if (first == "verify")
                return std::ranges::for_each(stage_.house().verify(), [&](auto const& f) { fail(f); }), void();
            fail("cannot read: " + line);
        } catch (std::exception const& error) {
            fail(std::string("threw: ") + error.what());
        }
    }

    // setup as token: what the server would print at its start
    void open_setup(std::string const& rest)
    {
        saved_[rest.substr(3)] = stage_.house().identity().open_setup().value_or("closed");
    }

    // What a request has written without waiting for it (a code, a link) comes first.
    void run_jobs()
    {
        auto& database = stage_.house().database();
        for (auto const& id : database.read_now(db::Scope::all_companies(), companies::all_company_ids))
            database.write_now(db::Scope::of(id), [](db::Tx&) { return false; });
        stage_.house().runner().run_until_idle(stage_.house().clock().now());
    }

    // app code of $secret as code
    void read_app(std::string const& rest)
    {
        auto const as = rest.rfind(" as ");
        auto const beginning = std::string("code of ").size();
        saved_[rest.substr(as + 4)] = app_code(rest.substr(beginning, as - beginning), stage_.house().clock().now());
    }

    void turn_clock(std::string const& rest)
    {
        auto& clock = stage_.house().clock();
        auto const to = parse_rfc3339(rest);
        auto const by = to ? std::optional(*to - clock.now()) : span_named(rest);
        if (!by) return fail("clock wants seconds, minutes, hours or days, or an instant such as 2031-03-29T22:00:00Z");
        clock.turn(*by);
        caller_.act_as(cast_.token_of(who_)); // the old token may have run out
    }

    // upload box 20 30 40 as part   |   upload stl/handle_clean.stl as part   |   … to POST /api/v1/quotes {json}
    void upload(std::string const& rest)
    {
        auto const as = rest.rfind(" as ");
        auto const what = rest.substr(0, as);
        std::string content_type;
        auto const body = multipart({file_named(what)}, {}, content_type);
        answer_ = caller_.call("POST", "/api/v1/files", body, content_type);
        note("POST", "/api/v1/files");
        if (answer_.status != 201)
            return fail("upload answered " + std::to_string(answer_.status) + " " + answer_.body);
        if (as != rest.npos)
            saved_[rest.substr(as + 4)] = answer_.json().at("items").as_array().at(0).at("id").as_string().c_str();
    }

    // demo box 20 30 40 as part: a demo file of the first company, as the demo data brings them
    void add_demo_file(std::string const& rest)
    {
        auto const as = rest.rfind(" as ");
        auto& house = stage_.house();
        auto const [name, bytes] = file_named(rest.substr(0, as));
        Actor actor;
        actor.company_id = house.identity().first_company();
        actor.now = house.clock().now();
        auto content = house.store().keep(actor, name, bytes);
        files::await_findings(house.store(), content, house.store().patience());
        house.database().write_now(db::Scope::of(actor.company_id), [&](db::Tx& tx) {
            saved_[rest.substr(as + 4)] = to_string(files::add_file(tx, actor, content, files::FileAccess::demo).id);
            return true;
        });
    }

    std::pair<std::string, std::string> file_named(std::string const& what)
    {
        if (what.starts_with("box ")) {
            std::istringstream words(what.substr(4));
            double x = 0, y = 0, z = 0;
            words >> x >> y >> z;
            return {"box.stl", box_stl(x, y, z)};
        }
        if (what == "text" || what.starts_with("text "))
            return {"notes.txt", what.substr(std::min<std::size_t>(5, what.size()))};
        auto const path = fs::path(GUILDHALL_SOURCE_DIR) / "tests/data/cad" / what;
        std::ifstream file(path, std::ios::binary);
        if (!file) throw Bug("there is no " + path.string());
        return {path.filename().string(), std::string((std::istreambuf_iterator<char>(file)), {})};
    }

    // POST /path {json}   |   POST /path with box 20 20 20, stl/handle_clean.stl {json}
    void request(std::string const& method, std::string const& rest)
    {
        auto const space = rest.find(' ');
        auto const target = rest.substr(0, space);
        auto body = space == rest.npos ? std::string{} : reflect::trimmed(rest.substr(space));
        std::string content_type = "application/json";
        if (body.starts_with("with ")) {
            auto const brace = body.find('{');
            std::vector<std::pair<std::string, std::string>> files;
            std::istringstream names(body.substr(5, brace == body.npos ? brace : brace - 5));
            for (std::string name; std::getline(names, name, ',');) files.push_back(file_named(reflect::trimmed(name)));
            body = multipart(files, brace == body.npos ? "" : body.substr(brace), content_type);
        }
        if (signer_) sign_next(caller_, stage_.house(), *std::exchange(signer_, {}), target, body);
        auto& jar = jars_[who_];
        if (auto const cookies = jar.header_for(target); !cookies.empty()) caller_.set_header("Cookie", cookies);
        answer_ = caller_.call(method, target, body, content_type);
        caller_.clear_headers();
        jar.keep(answer_.headers);
        note(method, target);
    }

    // Answered before, word for word or in this version: it is as it was.
    bool is_known(json::value const& value)
    {
        if (!known_.insert(json::serialize(value)).second) return true;
        boost::system::error_code none;
        auto const *id = value.find_pointer("/id", none), *version = value.find_pointer("/version", none);
        return id && version && !known_.insert(json::serialize(*id) + json::serialize(*version)).second;
    }

    // PL-66: no change without its audit entry, written by the same request.
    void expect_audit(std::string const& operation)
    {
        if (!leaves_audit_entry(operation)) return;
        if (answer_.headers.has("Idempotency-Replayed")) return;
        static db::Tables const tables{{"audit_entry"}};
        auto const count = [&](db::Tx& tx) -> std::int64_t {
            auto cursor = tx.start(tables, "SELECT COUNT(*) FROM audit_entry WHERE request_id = ?");
            cursor->bind_text(1, answer_.headers.get("X-Request-Id"));
            return cursor->step() ? cursor->integer(0) : 0;
        };
        if (stage_.house().database().read_now(db::Scope::all_companies(), count) == 0)
            fail(operation + " left no audit entry");
    }

    // answer Retry-After   |   answer ETag: "3"   |   answer no Set-Cookie
    void expect_header(std::string const& rest)
    {
        if (auto const as = rest.find(" save as "); as != rest.npos) {
            saved_[rest.substr(as + 9)] = answer_.headers.get(rest.substr(0, as));
            return;
        }
        auto const colon = rest.find(':');
        if (colon == rest.npos) {
            auto const name = rest.starts_with("no ") ? rest.substr(3) : rest;
            if (answer_.headers.has(name) == rest.starts_with("no ")) fail("wanted " + rest + " among the headers");
            return;
        }
        auto const got = answer_.headers.get(rest.substr(0, colon));
        if (got != reflect::trimmed(rest.substr(colon + 1)))
            fail("wanted " + rest + ", got \"" + std::string(got) + "\"");
    }

    // cookie guildhall_access HttpOnly Path=/ !Secure: the answer set it so.
    void expect_cookie(std::string const& rest)
    {
        std::istringstream words(rest);
        std::string name;
        words >> name;
        auto const all = set_cookies_of(answer_.headers);
        auto const found = std::ranges::find(all, name, &SetCookie::name);
        if (found == all.end()) return fail("the answer sets no cookie " + name);
        for (std::string word; words >> word;) {
            auto const wanted = !word.starts_with('!');
            auto const attribute = word.substr(wanted ? 0 : 1);
            if (found->has(attribute) != wanted)
                fail("cookie " + name + (wanted ? " lacks " : " must not have ") + attribute);
        }
    }

    // Remembers refusals, and holds the answer against the document.
    void note(std::string method, std::string const& target)
    {
        for (char& c : method) c = static_cast<char>(std::tolower(c));
        auto path = target.starts_with("/calculate-price") ? "/api/v1" + target : target;
        auto const pattern = template_of(document_, method, path);
        if (pattern.empty()) return;
        auto const value = answer_.json();
        if (value.is_object() && value.as_object().contains("code") && answer_.status >= 400)
            refusals_seen().insert(method + " " + pattern + " " + std::string(value.at("code").as_string()));
        if (!is_known(value) && answer_.status < 300 && method != "get" && method != "head") expect_audit(pattern);
        if (answer_.status >= 500) fail("answered " + std::to_string(answer_.status) + " " + answer_.body);
        auto const schema = response_schema(document_, pattern, method, answer_.status);
        if (schema.is_null() || value.is_null()) {
            auto const& named = document_.at("paths").at(pattern).at(method).at("responses").as_object();
            if (answer_.status >= 400 && !named.contains(std::to_string(answer_.status)))
                fail("the document does not name status " + std::to_string(answer_.status) + " for " + method + " " +
                     pattern);
            return;
        }
        auto const chosen_fields = target.find("fields=") != target.npos; // then members are left out on purpose
        for (auto const& fault : schema_faults(value, schema, document_))
            if (!chosen_fields || fault.find(" lacks ") == fault.npos) fail("not as documented: " + fault);
    }

    // 201 {"status":"pending"}   save id as quote
    void expect(std::string const& status, std::string rest)
    {
        std::string saving;
        if (auto const at = rest.rfind(" save "); at != rest.npos && rest.find('}', at) == rest.npos) {
            saving = rest.substr(at + 6);
            rest = reflect::trimmed(rest.substr(0, at));
        } else if (rest.starts_with("save ")) {
            saving = rest.substr(5);
            rest.clear();
        }
        boost::system::error_code error;
        auto const want = rest.empty() ? json::value(json::object{}) : json::parse(rest, error);
        if (error) return fail("the expectation is not JSON: " + rest);
        auto const good = std::to_string(answer_.status) == status && (rest.empty() || contains(answer_.json(), want));
        if (!good)
            fail("wanted " + status + " " + rest + "\n    as " + who_ + " got " + std::to_string(answer_.status) + " " +
                 answer_.body.substr(0, 1500));
        if (!saving.empty() && good) save(saving);
    }

    void expect_mail(std::string const& rest)
    {
        auto const fault = mail_fault(fs::path(stage_.house().settings().data) / "outbox", rest, saved_);
        if (!fault.empty()) fail(fault);
    }

    // text Q-2026-001   |   text not '=: what the body, as it stands, has in it or has not
    void expect_text(std::string const& rest)
    {
        auto const absent = rest.starts_with("not ");
        auto const wanted = absent ? rest.substr(4) : rest;
        if ((answer_.body.find(wanted) != answer_.body.npos) == absent)
            fail(
                "the answer " + std::string(absent ? "has " : "lacks ") + wanted + "\n" + answer_.body.substr(0, 1500));
    }

    // "id as quote", "items/0/id as first"
    void save(std::string const& rest)
    {
        auto const as = rest.find(" as ");
        if (rest.starts_with("cookie ") && as != rest.npos) { // of the jar: "cookie guildhall_csrf as csrf"
            auto const cookie = jars_[who_].value_of(reflect::trimmed(rest.substr(7, as - 7)));
            if (cookie.empty()) return fail("there is no such cookie: " + rest);
            saved_[reflect::trimmed(rest.substr(as + 4))] = cookie;
            return;
        }
        auto const value = answer_.json();
        boost::system::error_code error;
        auto const* found = value.find_pointer("/" + reflect::trimmed(rest.substr(0, as)), error);
        if (as == rest.npos || !found) return fail("cannot save " + rest);
        saved_[reflect::trimmed(rest.substr(as + 4))] =
            found->is_string() ? std::string(found->as_string()) : json::serialize(*found);
    }

    fs::path file_;
    std::unique_ptr<StandInClamd> clamd_; // of scenarios that ask for it
    Stage stage_;
    Cast cast_;
    app::Caller caller_;
    json::value document_;
    app::Called answer_;
    std::string who_ = "visitor";
    std::optional<Signer> signer_;          // of the next request
    std::map<std::string, CookieJar> jars_; // of each person
    std::set<std::string> known_;           // records with their versions
    std::map<std::string, std::string> saved_;
    std::vector<std::string> faults_;
    int line_ = 0;
};

} // namespace

std::vector<std::string> run(fs::path const& file, std::string const& engine) { return Play(file, engine).run(); }

} // namespace guildhall::scenario
