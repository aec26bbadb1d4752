// Feeds every file of the given folders to a fuzz target once: how seeds and old findings are tested without libFuzzer.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

namespace {

void replay(std::filesystem::path const& file)
{
    std::ifstream input(file, std::ios::binary);
    std::vector<char> const bytes{std::istreambuf_iterator<char>(input), {}};
    LLVMFuzzerTestOneInput(reinterpret_cast<std::uint8_t const*>(bytes.data()), bytes.size());
}

} // namespace

int main(int count, char** arguments)
{
    std::size_t replayed = 0;
    for (int i = 1; i < count; ++i) {
        if (!std::filesystem::is_directory(arguments[i])) {
            replay(arguments[i]);
            ++replayed;
            continue;
        }
        for (auto const& entry : std::filesystem::recursive_directory_iterator(arguments[i])) {
            if (!entry.is_regular_file()) continue;
            replay(entry.path());
            ++replayed;
        }
    }
    std::printf("%zu inputs\n", replayed);
    if (replayed == 0) std::fputs("no inputs: the folders of seeds are missing or empty\n", stderr);
    return replayed == 0 ? 1 : 0;
}
