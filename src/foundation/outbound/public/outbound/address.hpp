#pragma once
// Which network addresses belong to everybody's internet, and which to somebody's inside.
#include <string_view>

struct sockaddr;

namespace guildhall::outbound {

// False for loopback, private, link-local, shared (CGNAT), multicast, unspecified, documentation and reserved
// addresses of IPv4, for the same of IPv6 (ULA and site-local among them), and for IPv6 addresses that only wrap an
// IPv4 one (mapped, NAT64, 6to4, Teredo).
bool is_public_address(sockaddr const& address);
// The same for text such as 10.0.0.7 or [::1]; false when it is no address.
bool is_public_address(std::string_view text);

} // namespace guildhall::outbound
