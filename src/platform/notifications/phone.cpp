#include "notifications/phone.hpp"

namespace guildhall::notifications {

std::string international_number(std::string_view number)
{
    std::string digits;
    for (char c : number)
        if (c >= '0' && c <= '9') digits += c;
    auto const first = number.find_first_not_of(" (");
    if (first != number.npos && number[first] == '+') return "+" + digits;
    if (digits.starts_with("00")) return "+" + digits.substr(2);
    // Within Kazakhstan and Russia people dial 8 for the country.
    if (digits.size() == 11 && digits[0] == '8') return "+7" + digits.substr(1);
    return "+" + digits;
}

} // namespace guildhall::notifications
