// Of the demo what stands under all wings: who is told outside, who tells us, plans, steps for many.
#include "crypto/crypto.hpp"
#include "demo.hpp"
#include "demo_hand.hpp"
#include <array>

namespace guildhall::app {
namespace {

// A washer seen from above: what a customer might photograph.
constexpr std::string_view photograph =
    "iVBORw0KGgoAAAANSUhEUgAAAGAAAABICAIAAACGBWc0AAAA40lEQVR42u3bwQ0CMQwEwK2MYqiMqvjwoxI6QCCRxDYj+R9lXnfObu6Pp3kzQQ"
    "AIECBAgAABAmQANQO6XG+fz38BfUVzliktXA5KpaPOTqN0pNnJlNY6G4zSXWe1UQboLDXKDJ11Rhmjs8gok3RWGAHaC3Rc5+dGmafzWyNAgIoA"
    "LbrMcaPUX/FMANpwgVNGgKoClT2lBFD9gwABAgQIECBAgAD5kvYvBqg+kH2QjaKdNCBA5YG8rHqbByQfJGEmozgjoyjlKictaa+roe2jL6Zx+K"
    "eNQ51VQIAMIECAAAEC1H1eXNkvocd33t4AAAAASUVORK5CYII=";

// 80 mm long, 40 mm wide, 25 mm high at its end.
std::string wedge()
{
    using Corner = std::array<int, 3>;
    Corner const a{0, 0, 0}, b{0, 40, 0}, c{80, 40, 0}, d{80, 0, 0}, e{80, 0, 25}, f{80, 40, 25};
    std::string text = "solid wedge\n";
    for (auto const& triangle : std::initializer_list<std::array<Corner, 3>>{
             {a, b, c}, {a, c, d}, {d, c, f}, {d, f, e}, {a, e, f}, {a, f, b}, {a, d, e}, {b, f, c}}) {
        text += "facet normal 0 0 0\nouter loop\n";
        for (auto const& [x, y, z] : triangle)
            text += "vertex " + std::to_string(x) + " " + std::to_string(y) + " " + std::to_string(z) + "\n";
        text += "endloop\nendfacet\n";
    }
    return text + "endsolid wedge\n";
}

void tell(DemoHand& hand, std::string const& path, std::string const& secret, std::string const& body)
{
    auto const seconds =
        std::chrono::floor<std::chrono::seconds>(hand.house().clock().now()).time_since_epoch().count();
    auto const timestamp = std::to_string(seconds);
    hand.caller().set_header("Guildhall-Timestamp", timestamp);
    hand.caller().set_header(
        "Guildhall-Signature", "v1=" + crypto::hex(crypto::hmac_sha256(secret, timestamp + "." + body)));
    hand.expect(200, "POST", path, body);
    hand.caller().clear_headers();
}

} // namespace

// In their sandboxes: nothing leaves a demo.
void add_connectors(DemoHand& hand)
{
    hand.as("owner@demo.guildhall");
    hand.expect(200, "PATCH", "/api/v1/connectors/twilio",
        R"({"is_active":true,"is_sandbox":true,"fields":[{"name":"account_sid","value":"AC00000000000000000000000000000000"},)"
        R"({"name":"auth_token","value":"demo-token"},{"name":"from","value":"+15005550006"}]})");
    hand.expect(201, "POST", "/api/v1/connectors/twilio/test", R"({"recipient":"+77011234567"})");
    hand.expect(200, "PATCH", "/api/v1/connectors/web_push",
        R"({"is_active":true,"is_sandbox":true,"fields":[{"name":"subject","value":"mailto:owner@demo.guildhall"}]})");
    hand.expect(200, "PATCH", "/api/v1/connectors/telegram",
        R"({"is_active":false,"is_sandbox":true,"fields":[{"name":"bot_token","value":"123456:demo"},{"name":"bot_name","value":"guildhall_demo_bot"}]})");
}

// Files of a customer's own: a picture and a few words, each of which has a link to pass on. The picture he shares with
// a colleague, and she a part with him.
void add_documents(DemoHand& hand)
{
    auto const share = [&](auto const& uploaded, std::string const& with) {
        hand.expect(201, "POST",
            "/api/v1/files/" + std::string(uploaded.at("items").at(0).at("id").as_string()) + "/shares",
            R"({"email":")" + with + "\"}");
    };
    hand.as("customer@demo.guildhall");
    auto const picture = hand.expect(201, "POST", "/api/v1/files",
        R"({"file_name":"Worn washer.png","purpose":"attachment","content_base64":")" + std::string(photograph) +
            "\"}");
    hand.expect(201, "POST", "/api/v1/files",
        R"({"file_name":"What fits where.txt","content_base64":"VGhlIHdhc2hlciBzaXRzIGJlbG93IHRoZSBsZXZlci4K"})");
    share(picture, "customer2@demo.guildhall");
    hand.as("customer2@demo.guildhall");
    share(hand.expect(201, "POST", "/api/v1/files",
              R"({"file_name":"Door wedge.stl","content_base64":")" + crypto::base64(wedge()) + "\"}"),
        "customer@demo.guildhall");
}

// Something done to many at once: taken back, and one step that most orders are not ready for.
void add_bulk_steps(DemoHand& hand)
{
    hand.as("admin@demo.guildhall");
    auto const moved = hand.expect(
        200, "POST", "/api/v1/users/bulk/update", R"({"filter":"role=storekeeper,dispatcher","role":"operator"})");
    hand.expect(200, "POST",
        "/api/v1/bulk-operations/" + std::string(moved.at("bulk_operation_id").as_string()) + "/undo", "{}");
    hand.as("manager@demo.guildhall");
    hand.expect(200, "POST", "/api/v1/sales-orders/bulk/status",
        R"({"filter":"status=confirmed,shipped","status":"in_production"})");
}

// One whose receiver does not answer, so that the log has something to read, and one that is switched off.
void add_webhooks(DemoHand& hand)
{
    hand.as("owner@demo.guildhall");
    auto const shop = hand.expect(201, "POST", "/api/v1/webhooks",
        R"({"name":"Bookkeeping","url":"https://books.invalid/guildhall","events":["sales_order.*","quote.accepted"]})");
    auto const old = hand.expect(
        201, "POST", "/api/v1/webhooks", R"({"name":"Old shop","url":"https://shop.invalid/hooks","events":["*"]})");
    auto const path_of = [](auto const& webhook) {
        return "/api/v1/webhooks/" + std::string(webhook.at("id").as_string());
    };
    hand.expect(200, "PATCH", path_of(old), R"({"is_active":false})");
    hand.expect(201, "POST", path_of(shop) + "/test");
}

// Another program that tells us what happened there, and one that nobody has set up yet.
void add_inbound(DemoHand& hand)
{
    hand.as("owner@demo.guildhall");
    hand.expect(201, "POST", "/api/v1/inbound-endpoints",
        R"({"name":"Payments","connector":"event","signature":"stripe","secret":"whsec_of_the_demo"})");
    auto const shop = hand.expect(201, "POST", "/api/v1/inbound-endpoints",
        R"({"name":"Online shop","connector":"event","signature":"guildhall"})");
    auto const path = std::string(shop.at("path").as_string()), secret = std::string(shop.at("secret").as_string());
    hand.as_nobody();
    tell(hand, path, secret, R"({"id":"shop-1001","name":"order.placed","total":"48.00","currency":"USD"})");
    tell(hand, path, secret, R"({"id":"shop-1002","name":"order.cancelled","reason":"ordered twice"})");
    tell(hand, path, secret, R"({"id":"shop-1001","name":"order.placed","total":"48.00","currency":"USD"})");
}

// A company that signed up by itself ten days ago: its trial ends soon.
void add_trial(DemoHand& hand)
{
    hand.as_nobody();
    hand.expect(201, "POST", "/api/v1/auth/register",
        R"({"email":"owner@caspian.guildhall","password":")" + std::string(demo_password) +
            R"(","full_name":"Kamila Caspian","company_name":"Caspian Print","registration_number":"990140000385"})");
}

// The neighbour has a small plan, and all places of it are taken.
void add_plans(DemoHand& hand)
{
    hand.as("platform@demo.guildhall");
    auto const found = hand.expect(200, "GET", "/api/v1/platform/companies?search=steppe");
    auto const neighbour = std::string(found.at("items").at(0).at("id").as_string());
    hand.expect(200, "PATCH", "/api/v1/platform/companies/" + neighbour + "/subscription",
        R"({"plan":"start","is_trial":false,"ends_at":")" +
            to_rfc3339(hand.house().clock().now() + std::chrono::days(40)) + R"("})");
    hand.as("owner@steppe.guildhall");
    for (auto const* name : {"timur", "aigerim"})
        hand.expect(201, "POST", "/api/v1/users/invitations",
            R"({"email":")" + std::string(name) + R"(@steppe.guildhall","full_name":")" + name +
                R"(","role":"operator"})");
}

} // namespace guildhall::app
