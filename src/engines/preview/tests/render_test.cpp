#include "camera.hpp"
#include "pixels.hpp"
#include "preview/render.hpp"
#include "shapes.hpp"
#include "viewpoint.hpp"
#include <gmock/gmock.h>
#include <limits>
#include <random>

namespace guildhall::preview {
namespace {

using namespace shapes;
using testing::Ge;
using testing::Le;
using testing::Lt;

RenderOptions cut_out(int width = 320, int height = 240)
{
    return {.width = width, .height = height, .background = Background::transparent, .ground_shadow = false};
}

double area_of_hull(std::vector<Projected> points)
{
    std::ranges::sort(points, [](auto a, auto b) { return std::pair{a.x, a.y} < std::pair{b.x, b.y}; });
    auto const turn = [](auto o, auto a, auto b) { return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x); };
    double doubled = 0;
    for (int side = 0; side < 2; ++side) {
        std::vector<Projected> chain;
        for (auto const point : points) {
            while (chain.size() > 1 && turn(chain[chain.size() - 2], chain.back(), point) <= 0) chain.pop_back();
            chain.push_back(point);
        }
        for (std::size_t i = 0; i + 1 < chain.size(); ++i)
            doubled += double{chain[i].x} * double{chain[i + 1].y} - double{chain[i + 1].x} * double{chain[i].y};
        std::ranges::reverse(points);
    }
    return std::fabs(doubled) / 2;
}

TEST(Render, GivesTheSameBytesEveryTime)
{
    auto const mesh = sphere(10, 24);
    EXPECT_EQ(render(mesh).rgba, render(mesh).rgba);
}

TEST(Render, KeepsToTheSizesItKnows)
{
    auto const small = render(box(1, 1, 1), {.width = 1, .height = -5});
    EXPECT_EQ(small.width, smallest_picture);
    EXPECT_EQ(small.height, smallest_picture);
    EXPECT_EQ(small.rgba.size(), 4U * smallest_picture * smallest_picture);
    EXPECT_EQ(render({}, {.width = 1'000'000, .height = 64}).width, largest_picture);
}

TEST(Render, CoversAsMuchAsTheBoxProjectsTo)
{
    for (auto const& mesh : {box(10, 20, 30), box(100, 4, 9), box(30, 30, 1)}) {
        auto const options = cut_out();
        Scene const scene{mesh};
        Camera const camera{scene, choose_view(scene), options.width, options.height};
        std::vector<Projected> corners;
        for (auto const corner : scene.positions()) corners.push_back(camera.project(corner));
        EXPECT_NEAR(pixels::area(render(mesh, options)) / area_of_hull(corners), 1, 0.01);
    }
}

TEST(Render, ShowsASphereAsADiscThatFillsTheHeight)
{
    auto const options = cut_out(400, 400);
    double const radius = 0.80 * 400 / 2;
    EXPECT_NEAR(pixels::area(render(sphere(7, 60), options)) / (std::numbers::pi * radius * radius), 1, 0.01);
}

TEST(Render, LeavesTheBackgroundTransparent)
{
    auto const image = render(sphere(1, 20), cut_out());
    EXPECT_EQ(pixels::alpha(image, 160, 116), 255);
    for (int const x : {0, 319})
        for (int const y : {0, 239}) EXPECT_EQ(pixels::alpha(image, x, y), 0);
}

TEST(Render, ThrowsAShadowOnTheGroundOnlyWhereWanted)
{
    auto options = cut_out();
    double const bare = pixels::area(render(box(1, 1, 1), options));
    options.ground_shadow = true;
    EXPECT_THAT(pixels::area(render(box(1, 1, 1), options)), Ge(bare + 200));
    options.view = View{30, -40}; // from below there is no ground to see
    double const with = pixels::area(render(box(1, 1, 1), options));
    options.ground_shadow = false;
    EXPECT_EQ(with, pixels::area(render(box(1, 1, 1), options)));
}

TEST(Render, DoesNotDependOnTheOrderOfTriangles)
{
    auto mesh = sphere(5, 30);
    add_box(mesh, {-5, -5, -6}, {10, 10, 1});
    auto const before = render(mesh, {.width = 320, .height = 240});
    std::vector<std::array<std::uint32_t, 3>> triangles;
    for (std::size_t i = 0; i < mesh.indices.size(); i += 3)
        triangles.push_back({mesh.indices[i + 1], mesh.indices[i + 2], mesh.indices[i]});
    std::ranges::shuffle(triangles, std::mt19937{7});
    mesh.indices.clear();
    for (auto const& triangle : triangles) mesh.indices.insert(mesh.indices.end(), triangle.begin(), triangle.end());
    EXPECT_THAT(pixels::mean_difference(before, render(mesh, {.width = 320, .height = 240})), Lt(0.1));
}

TEST(Render, DoesNotDependOnUnitOrPlace)
{
    auto mesh = sphere(5, 30);
    add_box(mesh, {-5, -5, -6}, {10, 10, 1});
    auto const before = render(mesh, {.width = 320, .height = 240});
    for (auto& position : mesh.positions)
        for (auto& coordinate : position) coordinate = coordinate * 25.4F + 300;
    EXPECT_THAT(pixels::mean_difference(before, render(mesh, {.width = 320, .height = 240})), Lt(0.2));
}

TEST(Render, ShowsInsideOutMeshesLikeSoundOnes)
{
    auto mesh = sphere(5, 30);
    auto const sound = render(mesh, {.width = 320, .height = 240});
    turn_inside_out(mesh);
    EXPECT_THAT(pixels::mean_difference(sound, render(mesh, {.width = 320, .height = 240})), Lt(0.1));
    for (std::size_t i = 0; i < mesh.indices.size(); i += 6) std::swap(mesh.indices[i], mesh.indices[i + 1]);
    EXPECT_THAT(pixels::mean_difference(sound, render(mesh, {.width = 320, .height = 240})), Lt(0.3))
        << "mixed winding";
}

TEST(Render, ShowsTheInsideOfOpenMeshes)
{
    auto mesh = box(10, 10, 10);
    mesh.indices.erase(mesh.indices.begin() + 6, mesh.indices.begin() + 12); // the lid
    EXPECT_NEAR(pixels::area(render(mesh, cut_out())), pixels::area(render(box(10, 10, 10), cut_out())), 30);
}

// Shadow acne and grain would show as steps between neighbouring pixels.
TEST(Render, ShadesFlatAndRoundSurfacesSmoothly)
{
    auto const plate = render(box(100, 100, 2), {.width = 400, .height = 300});
    EXPECT_THAT(pixels::roughest_step(plate, 160, 120, 240, 160), Le(2));
    auto const ball = render(sphere(10, 100), {.width = 400, .height = 300});
    EXPECT_THAT(pixels::roughest_step(ball, 140, 90, 250, 210), Le(7));
}

TEST(Render, DrawsOutlinesAndCreasesWhenWanted)
{
    RenderOptions options{.width = 320, .height = 240};
    auto const with = render(box(10, 10, 10), options);
    options.edges = false;
    auto const without = render(box(10, 10, 10), options);
    int darker = 0, brighter = 0;
    for (int y = 0; y < with.height; ++y)
        for (int x = 0; x < with.width; ++x) {
            int const change = pixels::brightness(with, x, y) - pixels::brightness(without, x, y);
            darker += change < -10;
            brighter += change > 0;
        }
    EXPECT_THAT(darker, Ge(400)) << "nine edges of about 100 pixels each are in sight";
    EXPECT_EQ(brighter, 0);
}

TEST(Render, DarkensDeepPits)
{
    // A chimney: four walls round a floor, seen from above.
    auto chimney = box(30, 30, 1);
    for (auto const& [low, size] :
        std::vector<std::pair<std::array<float, 3>, std::array<float, 3>>>{{{0, 0, 1}, {10, 30, 30}},
            {{20, 0, 1}, {10, 30, 30}}, {{10, 0, 1}, {10, 10, 30}}, {{10, 20, 1}, {10, 10, 30}}})
        add_box(chimney, low, size);
    auto const image = render(chimney, {.width = 320, .height = 240, .view = View{-50, 89}});
    EXPECT_THAT(pixels::brightness(image, 160, 116), Lt(pixels::brightness(image, 160, 50) - 30));
}

// A floor before a wall that throws no shadow on it: where they meet, less of the surroundings' light arrives.
TEST(Render, DarkensInnerCorners)
{
    auto mesh = box(100, 100, 5);
    add_box(mesh, {0, 90, 5}, {100, 10, 60});
    RenderOptions const options{.width = 400, .height = 300, .view = View{-70, 35}};
    Scene const scene{mesh};
    Camera const camera{scene, *options.view, options.width, options.height};
    auto const image = render(mesh, options);
    auto const brightness_of_floor = [&](float y) {
        auto const center = scene.center();
        auto const size = static_cast<float>(scene.size());
        auto const at = camera.project({(50 - static_cast<float>(center[0])) / size,
            (y - static_cast<float>(center[1])) / size, (5 - static_cast<float>(center[2])) / size});
        return pixels::brightness(image, static_cast<int>(at.x), static_cast<int>(at.y));
    };
    EXPECT_THAT(brightness_of_floor(86), Lt(brightness_of_floor(50) - 8));
}

TEST(Render, GivesPartsTheirColors)
{
    Mesh mesh;
    add_part(mesh, "red", {0, 0, 0}, {10, 10, 10}, {0.8F, 0.02F, 0.02F, 1});
    add_part(mesh, "blue", {30, 0, 0}, {10, 10, 10}, {0.02F, 0.02F, 0.8F, 1});
    auto const image = render(mesh, cut_out());
    int red = 0, blue = 0;
    for (int y = 0; y < image.height; ++y)
        for (int x = 0; x < image.width; ++x) {
            if (pixels::alpha(image, x, y) < 255) continue;
            auto const* const pixel = pixels::at(image, x, y);
            red += pixel[0] > pixel[2] + 40;
            blue += pixel[2] > pixel[0] + 40;
        }
    EXPECT_THAT(red, Ge(1500));
    EXPECT_THAT(blue, Ge(1500));
    auto const wanted = render(box(1, 1, 1), {.width = 64, .height = 64, .color = std::array{0.02F, 0.5F, 0.02F}});
    EXPECT_THAT(pixels::at(wanted, 32, 32)[1], testing::Gt(pixels::at(wanted, 32, 32)[0] + 40));
}

// A rod far thinner than a pixel is still one unbroken line.
TEST(Render, ShowsWiresThinnerThanAPixel)
{
    auto const image = render(box(1000, 0.05F, 0.05F), cut_out());
    int first = image.width, last = -1, broken = 0;
    for (int x = 0; x < image.width; ++x) {
        int strongest = 0;
        for (int y = 0; y < image.height; ++y) strongest = std::max(strongest, pixels::alpha(image, x, y));
        if (strongest > 0) {
            first = std::min(first, x);
            last = x;
        } else if (x > first) {
            ++broken;
        }
    }
    EXPECT_THAT(last - first, Ge(250));
    EXPECT_THAT(broken, Le(image.width - 1 - last)) << "gaps may only follow the end of the wire";
}

TEST(Render, SurvivesMeshesThatAreHardlyAny)
{
    constexpr float not_a_number = std::numeric_limits<float>::quiet_NaN();
    constexpr float infinity = std::numeric_limits<float>::infinity();
    auto const background = render(Mesh{}, {.width = 64, .height = 64});
    Mesh const point{.positions = {{1, 2, 3}}, .indices = {0, 0, 0}, .parts = {}};
    Mesh const lost{.positions = {{0, 0, 0}, {1, 0, 0}}, .indices = {0, 1, 2}, .parts = {}};
    Mesh const undefined{
        .positions = {{not_a_number, 0, 0}, {1, infinity, 0}, {0, 1, 0}}, .indices = {0, 1, 2}, .parts = {}};
    for (auto const& mesh : {point, lost, undefined})
        EXPECT_EQ(render(mesh, {.width = 64, .height = 64}).rgba, background.rgba);

    Mesh const triangle{.positions = {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}}, .indices = {0, 1, 2}, .parts = {}};
    EXPECT_THAT(pixels::area(render(triangle, cut_out())), Ge(2000));
    Mesh const needle{.positions = {{0, 0, 0}, {1, 0, 0}, {2, 0, 0}}, .indices = {0, 1, 2}, .parts = {}};
    EXPECT_EQ(render(needle, {.width = 64, .height = 64}).width, 64);
    Mesh const upright{.positions = {{0, 0, 0}, {0, 0, 1}, {0, 0, 0.5F}}, .indices = {0, 1, 2}, .parts = {}};
    EXPECT_EQ(render(upright, {.width = 64, .height = 64}).width, 64);
}

TEST(Render, LeavesOutOnlyWhatCannotBeDrawn)
{
    auto mesh = box(10, 10, 10);
    auto const whole = render(mesh, cut_out());
    mesh.positions.push_back({std::numeric_limits<float>::quiet_NaN(), 0, 0});
    mesh.positions.push_back({1e30F, 0, 0}); // used by no triangle
    for (std::uint32_t const vertex : {0U, 1U, 8U, 0U, 1U, 4'000'000'000U, 5U}) mesh.indices.push_back(vertex);
    EXPECT_THAT(pixels::mean_difference(whole, render(mesh, cut_out())), Lt(0.1));
}

TEST(Render, BearsHugeAndTinyCoordinates)
{
    auto const usual = pixels::area(render(box(1, 1, 1), cut_out()));
    for (float const size : {1e-30F, 1e-6F, 1e9F, 1e38F})
        EXPECT_NEAR(pixels::area(render(box(size, size, size), cut_out())), usual, usual * 0.01) << size;
    auto far = box(1, 1, 1);
    for (auto& position : far.positions) position[0] += 1e6F;
    EXPECT_NEAR(pixels::area(render(far, cut_out())), usual, usual * 0.05);
}

TEST(Render, MakesTheSmallestAndTheLargestPicture)
{
    for (int const size : {smallest_picture, largest_picture}) {
        auto const image = render(box(3, 2, 1), cut_out(size, size));
        EXPECT_NEAR(pixels::area(image) / (double{1} * size * size), 0.3, 0.15);
    }
}

TEST(Viewpoint, LooksAtTheSideWithMoreShape)
{
    // A wall with ribs on one side only: it is seen from there, whichever side that is.
    for (bool const at_back : {false, true}) {
        auto mesh = box(100, 10, 60);
        for (int rib = 0; rib < 9; ++rib)
            add_box(mesh, {static_cast<float>(rib) * 11 + 2, at_back ? 10.0F : -12.0F, 5}, {5, 12, 50});
        View const view = choose_view(Scene{mesh});
        float const seen_from_back = std::sin(view.yaw_degrees * std::numbers::pi_v<float> / 180);
        EXPECT_EQ(seen_from_back > 0, at_back);
    }
}

TEST(Viewpoint, LooksDownOnFlatPartsAndUpAlongTallOnes)
{
    float const flat = choose_view(Scene{box(100, 100, 2)}).pitch_degrees;
    float const cube = choose_view(Scene{box(10, 10, 10)}).pitch_degrees;
    float const tall = choose_view(Scene{box(10, 10, 100)}).pitch_degrees;
    EXPECT_GT(flat, cube + 5);
    EXPECT_GT(cube, tall + 5);
    EXPECT_GT(tall, 5);
}

} // namespace
} // namespace guildhall::preview
