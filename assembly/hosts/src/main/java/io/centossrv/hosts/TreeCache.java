// SPDX-License-Identifier: Apache-2.0
package io.centossrv.hosts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;

/**
 * The trees that hosts are overlaid on, kept between runs. One takes a minute and half a gigabyte; its name is the hash of
 * its recipe, so a changed recipe makes a new one.
 */
final class TreeCache {
    private static final System.Logger LOG = System.getLogger(TreeCache.class.getName());
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private final Path folder;

    TreeCache(Path folder) {
        this.folder = folder;
    }

    /** Returns the cache of this checkout, or where {@code centossrv.test.cache} says. */
    static Path usualFolder() {
        return Optional.ofNullable(System.getProperty("centossrv.test.cache"))
                .map(Path::of)
                .orElseGet(() -> checkout().resolve(".cache/hosts"))
                .toAbsolutePath();
    }

    private static Path checkout() {
        Path here = Path.of("").toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(".mvn"))) {
                return folder;
            }
        }
        return here;
    }

    /** Returns the tree; builds it where it is not there. Several processes may ask at once. */
    Path tree() {
        Path tree = folder.resolve("tree-" + Recipe.key());
        try (CacheLock lock = CacheLock.take(folder)) {
            if (!Files.isDirectory(tree)) {
                build(tree);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tree;
    }

    private void build(Path tree) throws IOException {
        Path built = folder.resolve("building");
        Path recipe = folder.resolve("recipe");
        LOG.log(System.Logger.Level.INFO, "Building the tree of the test hosts, about a minute: {0}", tree);
        remove(built, recipe);
        Recipe.writeTree(recipe);
        Execution building = Subprocess.run(
                LIMIT,
                Optional.empty(),
                new ProcessBuilder("bash", recipe.resolve("build.sh").toString(), built.toString(), recipe.toString()));
        building.orFail();
        remove(recipe);
        Files.move(built, tree, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void remove(Path... paths) {
        for (Path path : paths) {
            Subprocess.must("rm", "-rf", "--one-file-system", path.toString(), path + ".work");
        }
    }
}
