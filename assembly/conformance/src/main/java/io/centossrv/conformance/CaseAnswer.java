// SPDX-License-Identifier: Apache-2.0
package io.centossrv.conformance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One request and its fixed answer, as the corpus' own httpserver.py gives it. */
final class CaseAnswer {
    private static final String HELLO = "hello from the server\n";
    private static final String PLAIN = "text/plain";
    private static final String JSON = "application/json";
    private static final Map<Integer, String> REASONS = Map.of(
            200, "OK", 201, "Created", 204, "No Content", 302, "Found", 304, "Not Modified", 401, "Unauthorized");

    private final String method;
    private final String target;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final byte[] body;

    CaseAnswer(InputStream in) throws IOException {
        String[] first = line(in).split(" ");
        method = first[0];
        target = first.length > 1 ? first[1] : "/";
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int one = in.read(); one >= 0 && one != '\n'; one = in.read()) {
            if (one != '\r') {
                line.write(one);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    byte[] bytes() throws IOException {
        String path = target.replaceFirst("\\?.*", "");
        if (path.startsWith("/status/")) {
            int code = Integer.parseInt(path.substring("/status/".length()));
            return answer(code, code == 204 || code == 304 ? "" : "status " + code + "\n", PLAIN);
        }
        return switch (path) {
            case "/hello.txt" -> answer(200, HELLO, PLAIN);
            case "/named" -> answer(200, HELLO, PLAIN, "Content-Disposition: attachment; filename=\"given-name.txt\"");
            case "/data.json" -> answer(200, "{\"a\": 1, \"list\": [1, 2, 3], \"s\": \"text\"}", JSON);
            case "/echo" -> answer(200, echo(), JSON);
            case "/redirect" -> answer(302, "", "", "Location: /hello.txt");
            case "/auth" -> authenticated();
            case "/sums" -> answer(200, "SUM  hello.txt\n", PLAIN);
            case "/slow" -> {
                pause();
                yield answer(200, "late\n", "");
            }
            default -> answer(404, "not here\n", PLAIN);
        };
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(4);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] authenticated() throws IOException {
        String right = "Basic " + Base64.getEncoder().encodeToString("user:secret".getBytes(StandardCharsets.UTF_8));
        return right.equals(headers.get("authorization"))
                ? answer(200, "welcome\n", PLAIN)
                : answer(401, "no\n", PLAIN, "WWW-Authenticate: Basic realm=\"conf\"");
    }

    private String echo() {
        int mark = target.indexOf('?');
        Map<String, Object> seen = new java.util.TreeMap<>();
        seen.put("method", method);
        seen.put("body", new String(body, StandardCharsets.UTF_8));
        seen.put("content_type", headers.get("content-type"));
        seen.put("x_test", headers.get("x-test"));
        seen.put("query", mark < 0 ? "" : target.substring(mark + 1));
        return io.centossrv.playbook.module.PythonText.json(seen);
    }

    private byte[] answer(int code, String content, String type, String... more) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 " + code + " " + reason(code) + "\r\n");
        head.append("Server: conf/1\r\nContent-Length: " + bytes.length + "\r\nConnection: close\r\n");
        if (!type.isEmpty()) {
            head.append("Content-Type: " + type + "\r\n");
        }
        for (String header : more) {
            head.append(header).append("\r\n");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        if (!method.equals("HEAD")) {
            out.write(bytes);
        }
        return out.toByteArray();
    }

    private static String reason(int code) {
        return REASONS.getOrDefault(code, code == 404 ? "Not Found" : code == 503 ? "Service Unavailable" : "X");
    }
}
