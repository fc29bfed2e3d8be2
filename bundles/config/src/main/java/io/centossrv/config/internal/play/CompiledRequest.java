// SPDX-License-Identifier: Apache-2.0
package io.centossrv.config.internal.play;

import io.centossrv.config.PlayRequest;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorDetail;
import io.centossrv.platform.ErrorKind;
import io.centossrv.playbook.Compilation;
import io.centossrv.playbook.CompiledPlays;
import io.centossrv.playbook.Mistake;
import io.centossrv.playbook.compile.PlaybookCompiler;
import io.centossrv.playbook.module.Project;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A playbook that has no mistakes.
 *
 * @param plays what it says
 * @param files what its tasks refer to: SHA-256 to content
 */
record CompiledRequest(CompiledPlays plays, Map<String, byte[]> files) {
    /** The code of a playbook or project with mistakes. */
    static final ErrorCode INVALID = new ErrorCode("play-invalid", ErrorKind.USER);

    private static final int MAX_DETAILS = 100;

    CompiledRequest {
        files = Map.copyOf(files);
    }

    /** Compiles; throws {@code play-invalid} with each mistake. */
    static CompiledRequest of(PlaybookCompiler compiler, PlayRequest request) {
        ProjectCheck.check(request.files());
        Compilation compilation = compiler.compile(Project.of(request.files()), request.playbook());
        CompiledPlays plays = compilation.plays().orElseThrow(() -> invalid(compilation.mistakes()));
        Map<String, byte[]> files = plays.files().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getValue, e -> content(request, e.getKey()), (first, same) -> first));
        return new CompiledRequest(plays, files);
    }

    private static byte[] content(PlayRequest request, String path) {
        byte[] content = request.files().get(path);
        if (content == null) {
            throw new IllegalStateException("a compiled play refers to a file that is not in the project: " + path);
        }
        return content;
    }

    private static CentossrvException invalid(List<Mistake> mistakes) {
        List<ErrorDetail> details = mistakes.stream()
                .limit(MAX_DETAILS)
                .map(m -> new ErrorDetail(
                        m.position().file(), m.position().line(), m.position().column(), m.message()))
                .toList();
        String count = mistakes.size() == 1 ? "a mistake" : mistakes.size() + " mistakes";
        return new CentossrvException(INVALID, "The playbook has " + count + "; nothing was submitted.", details);
    }
}
