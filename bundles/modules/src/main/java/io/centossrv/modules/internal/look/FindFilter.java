// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.look;

import io.centossrv.jinja.regex.GuardedText;
import io.centossrv.jinja.regex.PythonPatterns;
import io.centossrv.playbook.module.Arguments;
import io.centossrv.playbook.module.ModuleFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which files a task of {@code find} wants. */
final class FindFilter {
    private static final long MOST_STEPS = 1_000_000_000;
    private static final Pattern AMOUNT = Pattern.compile("(-?\\d{1,12})([a-z]?)");
    private static final Map<String, Long> SECONDS =
            Map.of("", 1L, "s", 1L, "m", 60L, "h", 3600L, "d", 86400L, "w", 604800L);
    private static final Map<String, Long> BYTES =
            Map.of("", 1L, "b", 1L, "k", 1L << 10, "m", 1L << 20, "g", 1L << 30, "t", 1L << 40);

    private final String type;
    private final List<Pattern> patterns;
    private final List<Pattern> excludes;
    private final Optional<Long> age;
    private final String stamp;
    private final Optional<Long> size;
    private final Optional<ContentSearch> content;
    private final double now;
    private final GuardedText.Budget budget = new GuardedText.Budget(MOST_STEPS);

    FindFilter(Arguments arguments, Instant now) {
        this.now = now.toEpochMilli() / 1000.0;
        PythonPatterns compiler = new PythonPatterns();
        boolean regex = arguments.flag("use_regex");
        type = arguments.required("file_type");
        List<String> wanted = arguments.texts("patterns");
        patterns = compiled(compiler, regex, wanted.isEmpty() ? List.of(regex ? ".*" : "*") : wanted);
        excludes = compiled(compiler, regex, arguments.texts("excludes"));
        age = amount(arguments, "age", SECONDS);
        stamp = arguments.required("age_stamp");
        size = amount(arguments, "size", BYTES);
        content = arguments
                .text("contains")
                .map(text -> new ContentSearch(compiler.compile(text, 0), arguments.flag("read_whole_file"), budget));
    }

    private static List<Pattern> compiled(PythonPatterns compiler, boolean regex, List<String> texts) {
        Stream<Pattern> all = texts.stream()
                .map(text ->
                        regex ? compiler.compile(text, 0) : Pattern.compile(NameGlob.pattern(text), Pattern.DOTALL));
        return all.toList();
    }

    private static Optional<Long> amount(Arguments arguments, String option, Map<String, Long> units) {
        Optional<String> text = arguments.text(option);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Matcher matcher = AMOUNT.matcher(text.get().toLowerCase(Locale.ROOT));
        if (!matcher.matches() || !units.containsKey(matcher.group(2))) {
            throw new ModuleFailure("failed to process " + option, Map.of(option, text.get()));
        }
        return Optional.of(Long.parseLong(matcher.group(1)) * units.get(matcher.group(2)));
    }

    boolean lets(Path path, FileFacts facts) throws IOException {
        String name = path.getFileName().toString();
        if (!isOfType(facts) || !matches(patterns, name) || matches(excludes, name) || !isOfAge(facts)) {
            return false;
        }
        if (facts.is("isreg") && size.isPresent() && !isBeyond((double) facts.size(), size.get())) {
            return false;
        }
        return !type.equals("file") || content.isEmpty() || content.get().isIn(path);
    }

    private boolean isOfType(FileFacts facts) {
        return switch (type) {
            case "any" -> true;
            case "directory" -> facts.is("isdir");
            case "link" -> facts.is("islnk");
            default -> facts.is("isreg");
        };
    }

    /** As Python's {@code match}: from the beginning, not necessarily to the end; globs reach the end by themselves. */
    private boolean matches(List<Pattern> any, String name) {
        return any.stream().anyMatch(pattern -> pattern.matcher(new GuardedText(name, budget))
                .lookingAt());
    }

    private boolean isOfAge(FileFacts facts) {
        return age.isEmpty() || isBeyond(now - facts.time(stamp), age.get());
    }

    /** At least so much; at most where the amount is negative. */
    private static boolean isBeyond(double actual, long amount) {
        return amount >= 0 ? actual >= amount : actual <= -amount;
    }
}
