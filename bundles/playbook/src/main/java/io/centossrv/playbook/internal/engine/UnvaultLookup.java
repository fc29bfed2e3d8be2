// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.spi.Lookup;
import io.centossrv.jinja.spi.LookupContext;
import io.centossrv.playbook.model.Vaulted;
import io.centossrv.playbook.vault.Vault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** {@code lookup('unvault', FILE)}: the text of a file, decrypted where it is encrypted. */
record UnvaultLookup(Function<Vaulted, String> vault) implements Lookup {
    @Override
    public List<Object> find(List<Object> terms, Map<String, Object> options, LookupContext context) {
        List<Object> texts = new ArrayList<>();
        for (Object term : terms) {
            Path file = context.file("files", String.valueOf(term))
                    .orElseThrow(() -> EvaluationError.value("Unable to find file matching \"" + term + "\" "));
            texts.add(text(file));
        }
        return texts;
    }

    private String text(Path file) {
        try {
            byte[] content = Files.readAllBytes(file);
            String text = new String(content, StandardCharsets.UTF_8);
            return Vault.isEncrypted(content) ? vault.apply(new Vaulted(text)) : text;
        } catch (IOException | IllegalArgumentException e) {
            throw EvaluationError.value("the file " + file + " can't be decrypted: " + e.getMessage(), e);
        }
    }
}
