// The examples of AWS's documentation of Signature Version 4 for S3 (header, query, POST).
#include "crypto/crypto.hpp"
#include "files/bucket.hpp"
#include "s3_signature.hpp"
#include <gtest/gtest.h>
#include <map>

namespace guildhall::files::s3 {
namespace {

std::string const empty_hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
Keys const keys{"AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1"};
Time const day_in_2013{std::chrono::seconds(1'369'353'600)}; // 2013-05-24

SignedRequest example(std::string method, std::string path, std::string payload = empty_hash)
{
    SignedRequest request{std::move(method), std::move(path), {}, {{"Host", "examplebucket.s3.amazonaws.com"}},
        std::move(payload), day_in_2013};
    request.headers.emplace_back("x-amz-content-sha256", request.payload);
    request.headers.emplace_back("x-amz-date", amz_date(request.now));
    return request;
}

TEST(S3Signature, SignsAGetOfARange)
{
    auto request = example("GET", "/test.txt");
    request.headers.emplace_back("Range", "bytes=0-9");
    EXPECT_EQ(canonical_request(request),
        "GET\n/test.txt\n\nhost:examplebucket.s3.amazonaws.com\nrange:bytes=0-9\nx-amz-content-sha256:" + empty_hash +
            "\nx-amz-date:20130524T000000Z\n\nhost;range;x-amz-content-sha256;x-amz-date\n" + empty_hash);
    EXPECT_EQ(authorization(keys, request),
        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
        "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
        "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
}

TEST(S3Signature, SignsAPutWithASignInItsKey)
{
    auto request = example("PUT", "/test$file.text", crypto::sha256_hex("Welcome to Amazon S3."));
    request.headers.emplace_back("Date", "Fri, 24 May 2013 00:00:00 GMT");
    request.headers.emplace_back("x-amz-storage-class", "  REDUCED_REDUNDANCY ");
    EXPECT_EQ(signature(keys, request), "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
}

TEST(S3Signature, SignsQueries)
{
    auto request = example("GET", "/");
    request.query = {{"lifecycle", ""}};
    EXPECT_EQ(signature(keys, request), "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
    request.query = {{"prefix", "J"}, {"max-keys", "2"}};
    EXPECT_EQ(signature(keys, request), "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
}

TEST(S3Signature, SignsAUrl)
{
    SignedRequest const request{"GET", "/test.txt", {}, {{"host", "examplebucket.s3.amazonaws.com"}}, {}, day_in_2013};
    EXPECT_EQ(presigned_query(keys, request, std::chrono::hours(24)),
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2F"
        "aws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature="
        "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
}

TEST(S3Signature, SignsAPolicy)
{
    // Of the documentation's example, whose lines end in CRLF.
    std::string const policy =
        "eyAiZXhwaXJhdGlvbiI6ICIyMDE1LTEyLTMwVDEyOjAwOjAwLjAwMFoiLA0KICAiY29uZGl0aW9ucyI6IFsNCiAgICB7ImJ1Y2tldCI6ICJz"
        "aWd2NGV4YW1wbGVidWNrZXQifSwNCiAgICBbInN0YXJ0cy13aXRoIiwgIiRrZXkiLCAidXNlci91c2VyMS8iXSwNCiAgICB7ImFjbCI6ICJw"
        "dWJsaWMtcmVhZCJ9LA0KICAgIHsic3VjY2Vzc19hY3Rpb25fcmVkaXJlY3QiOiAiaHR0cDovL3NpZ3Y0ZXhhbXBsZWJ1Y2tldC5zMy5hbWF6"
        "b25hd3MuY29tL3N1Y2Nlc3NmdWxfdXBsb2FkLmh0bWwifSwNCiAgICBbInN0YXJ0cy13aXRoIiwgIiRDb250ZW50LVR5cGUiLCAiaW1hZ2Uv"
        "Il0sDQogICAgeyJ4LWFtei1tZXRhLXV1aWQiOiAiMTQzNjUxMjM2NTEyNzQifSwNCiAgICB7IngtYW16LXNlcnZlci1zaWRlLWVuY3J5cHRp"
        "b24iOiAiQUVTMjU2In0sDQogICAgWyJzdGFydHMtd2l0aCIsICIkeC1hbXotbWV0YS10YWciLCAiIl0sDQoNCiAgICB7IngtYW16LWNyZWRl"
        "bnRpYWwiOiAiQUtJQUlPU0ZPRE5ON0VYQU1QTEUvMjAxNTEyMjkvdXMtZWFzdC0xL3MzL2F3czRfcmVxdWVzdCJ9LA0KICAgIHsieC1hbXot"
        "YWxnb3JpdGhtIjogIkFXUzQtSE1BQy1TSEEyNTYifSwNCiAgICB7IngtYW16LWRhdGUiOiAiMjAxNTEyMjlUMDAwMDAwWiIgfQ0KICBdDQp9";
    Time const day_in_2015{std::chrono::seconds(1'451'347'200)}; // 2015-12-29
    EXPECT_EQ(crypto::hex(signing_key(keys, day_in_2015)),
        "cbcef1ebeaefc82cce6530b9f0a9ae598846065f5c5bae0674bd5ebc4ba52d28");
    EXPECT_EQ(policy_signature(keys, policy, day_in_2015),
        "8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e");
}

TEST(Bucket, PromisesOneObjectOfThatSizeUntilThen)
{
    Bucket const bucket({"http://store.test:9000", "parts", "us-east-1", keys.access_key, keys.secret_key});
    EXPECT_EQ(bucket.form_url(), "http://store.test:9000/parts");
    auto const fields = bucket.form_fields("uploads/one", 684, day_in_2013, std::chrono::hours(1));
    std::map<std::string, std::string> const by_name(fields.begin(), fields.end());
    EXPECT_EQ(fields.front().first, "key");
    auto const policy = crypto::from_base64(by_name.at("policy")).value_or("");
    EXPECT_EQ(policy,
        R"({"expiration":"2013-05-24T01:00:00Z","conditions":[{"bucket":"parts"},["content-length-range",1,684],)"
        R"({"key":"uploads/one"},{"Content-Type":"application/octet-stream"},{"success_action_status":"204"},)"
        R"({"x-amz-algorithm":"AWS4-HMAC-SHA256"},)"
        R"({"x-amz-credential":"AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request"},)"
        R"({"x-amz-date":"20130524T000000Z"}]})");
    EXPECT_EQ(by_name.at("x-amz-signature"), policy_signature(keys, by_name.at("policy"), day_in_2013));
}

TEST(Bucket, MayHaveAHostOfItsOwn)
{
    Bucket const bucket(
        {"https://s3.amazonaws.com", "examplebucket", "us-east-1", keys.access_key, keys.secret_key, true});
    EXPECT_EQ(bucket.form_url(), "https://examplebucket.s3.amazonaws.com/");
    SignedRequest request{"GET", "/test.txt", {}, {{"host", "examplebucket.s3.amazonaws.com"}}, {}, day_in_2013};
    request.query = {{"response-content-disposition", "attachment; filename*=UTF-8''words.txt"},
        {"response-content-type", "text/plain"}};
    EXPECT_EQ(bucket.link("test.txt", "words.txt", "text/plain", day_in_2013, std::chrono::hours(24)),
        "https://examplebucket.s3.amazonaws.com/test.txt?" + presigned_query(keys, request, std::chrono::hours(24)));
}

} // namespace
} // namespace guildhall::files::s3
