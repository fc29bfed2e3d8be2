// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.yaml;

import io.centossrv.playbook.Mistake;
import io.centossrv.playbook.MistakeKind;
import io.centossrv.playbook.Position;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads one YAML document by its node graph. Limits: 4 MiB, 64 levels, 50 aliases of lists and maps, 200,000 values with
 * aliases written out.
 */
public final class YamlReader {
    /** Marks a plain scalar without a tag: {@link Scalars} tells what it is, not SnakeYAML, which differs from PyYAML. */
    static final Tag PLAIN = new Tag("tag:centossrv.io,2026:plain");

    private static final int LARGEST = 4 * 1024 * 1024;
    private static final int DEEPEST = 64;
    private static final int MOST_ALIASES = 50;

    private final String file;
    private final List<Mistake> mistakes;
    private final Optional<List<Mistake>> warnings;

    /** Creates a reader of one file that adds to these mistakes; a key that stands twice is one. */
    public YamlReader(String file, List<Mistake> mistakes) {
        this(file, mistakes, Optional.empty());
    }

    /** Creates a reader of one file of Ansible's: {@code !vault} is read, and of keys that stand twice the last counts. */
    public YamlReader(String file, List<Mistake> mistakes, List<Mistake> warnings) {
        this(file, mistakes, Optional.of(warnings));
    }

    private YamlReader(String file, List<Mistake> mistakes, Optional<List<Mistake>> warnings) {
        this.file = file;
        this.mistakes = mistakes;
        this.warnings = warnings;
    }

    /** Returns the document; empty where it has none or is not YAML, the latter with a mistake. */
    public Optional<Value> read(byte[] bytes) {
        if (bytes.length > LARGEST) {
            return wrong("too-large", new Position(file, 0, 0), "the file is larger than 4 MiB");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return wrong("encoding", new Position(file, 0, 0), "the file is not UTF-8");
        }
        if (text.startsWith("\ufeff")) {
            text = text.substring(1);
        }
        try {
            return compose(text);
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            return wrong("yaml", position(mark), problem(e), MistakeKind.YAML_SYNTAX);
        } catch (ReaderException e) {
            int before = Math.min(e.getPosition(), text.length());
            int line = (int) text.substring(0, before)
                            .chars()
                            .filter(c -> c == '\n')
                            .count()
                    + 1;
            return wrong(
                    "yaml",
                    new Position(file, line, before - text.lastIndexOf('\n', before - 1)),
                    "a character that YAML does not allow",
                    MistakeKind.YAML_SYNTAX);
        } catch (NumberFormatException e) {
            // SnakeYAML's scanner lets this through, of an escape that the text ends in.
            return wrong(
                    "yaml", new Position(file, 0, 0), "an escape in quotes is not complete", MistakeKind.YAML_SYNTAX);
        } catch (YAMLException e) {
            return wrong("too-large", new Position(file, 0, 0), String.valueOf(e.getMessage()));
        }
    }

    /** Returns all documents of a text, up to the first that is not YAML. */
    public List<Value> readAll(String text) {
        List<Value> documents = new ArrayList<>();
        try {
            Composer composer = composer(text);
            while (composer.checkNode()) {
                new NodeConverter(file, mistakes, warnings)
                        .convert(composer.getNode())
                        .ifPresent(documents::add);
            }
        } catch (MarkedYAMLException e) {
            mistakes.add(new Mistake("yaml", position(e.getProblemMark()), problem(e)));
        } catch (YAMLException e) {
            mistakes.add(new Mistake("yaml", new Position(file, 0, 0), String.valueOf(e.getMessage())));
        }
        return documents;
    }

    private static Composer composer(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LARGEST);
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        return new Composer(new ParserImpl(new StreamReader(text), options), new PlainResolver(), options);
    }

    private Optional<Value> compose(String text) {
        Node node = composer(text).getSingleNode();
        return node == null ? Optional.empty() : new NodeConverter(file, mistakes, warnings).convert(node);
    }

    private static String problem(MarkedYAMLException e) {
        String problem = e.getProblem() == null ? "not valid YAML" : e.getProblem();
        if (problem.contains("but found another document")) {
            return "only one document is allowed in a file";
        }
        return problem.contains("'\\t(TAB)'") ? "a tab where YAML allows only spaces" : problem;
    }

    private Position position(Mark mark) {
        return mark == null ? new Position(file, 0, 0) : new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private Optional<Value> wrong(String code, Position position, String message) {
        return wrong(code, position, message, MistakeKind.MALFORMED);
    }

    private Optional<Value> wrong(String code, Position position, String message, MistakeKind kind) {
        mistakes.add(new Mistake(code, position, message, kind, Optional.of(position)));
        return Optional.empty();
    }

    private static final class PlainResolver extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            // None: see PLAIN.
        }

        @Override
        public Tag resolve(NodeId kind, String value, boolean implicit) {
            return kind == NodeId.scalar && implicit ? PLAIN : super.resolve(kind, value, implicit);
        }
    }
}
