// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.jersey;

import io.centossrv.platform.security.Permission;
import io.centossrv.rest.PublicOperation;
import io.centossrv.rest.RequiresPermission;
import io.centossrv.rest.internal.request.RequestPath;
import io.centossrv.rest.internal.routing.ApplicationRefused;
import io.centossrv.rest.internal.routing.Operation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;

/** Reads out of resource classes what they offer, by Jersey's own model: so nothing is served that was not looked at. */
public final class ResourceOperations {
    private static final Pattern VARIABLE = Pattern.compile("\\{\\s*([\\w.-]+)\\s*(?::(?:[^{}]|\\{[^{}]*})*)?}");

    private ResourceOperations() {}

    /**
     * Returns the operations of these resources, by path and method.
     *
     * @throws ApplicationRefused where a resource has no path, or finds its operations only at run time
     */
    public static List<Operation> of(Collection<?> resources) {
        List<Operation> found = new ArrayList<>();
        for (Object resource : resources) {
            Class<?> type = resource.getClass();
            Resource model = Resource.from(type);
            if (model == null || model.getPath() == null) {
                throw new ApplicationRefused("the class " + type.getName() + " is no resource with a path");
            }
            collect(model, "", found);
        }
        found.sort(Comparator.comparing(Operation::path).thenComparing(Operation::method));
        return List.copyOf(found);
    }

    private static void collect(Resource resource, String parent, List<Operation> found) {
        String path = join(parent, resource.getPath());
        if (resource.getResourceLocator() != null) {
            Method locator = resource.getResourceLocator().getInvocable().getHandlingMethod();
            throw new ApplicationRefused(
                    "the method " + name(locator) + " hands on to another object: its operations can't be checked");
        }
        for (ResourceMethod method : resource.getResourceMethods()) {
            found.add(operation(method, path));
        }
        resource.getChildResources().forEach(child -> collect(child, path, found));
    }

    private static Operation operation(ResourceMethod method, String path) {
        Method definition = method.getInvocable().getHandlingMethod();
        try {
            return new Operation(
                    method.getHttpMethod(),
                    RequestPath.API + path,
                    permission(definition),
                    definition.isAnnotationPresent(PublicOperation.class),
                    name(definition));
        } catch (IllegalArgumentException e) {
            throw new ApplicationRefused("the method " + name(definition) + ": " + e.getMessage(), e);
        }
    }

    /** Returns the permission that a resource method names. */
    static Optional<Permission> permission(Method method) {
        return Optional.ofNullable(method.getAnnotation(RequiresPermission.class))
                .map(annotation -> new Permission(annotation.value()));
    }

    /** Returns the permissions each of which does as well. */
    static Stream<Permission> alternatives(Method method) {
        return Optional.ofNullable(method.getAnnotation(RequiresPermission.class)).stream()
                .flatMap(annotation -> Arrays.stream(annotation.or()))
                .map(Permission::new);
    }

    private static String name(Method method) {
        return method.getDeclaringClass().getName() + "." + method.getName();
    }

    private static String join(String parent, String path) {
        String own = template(strip(path == null ? "" : path));
        if (parent.isEmpty() || own.isEmpty()) {
            return parent + own;
        }
        return parent + "/" + own;
    }

    private static String strip(String path) {
        String start = path.startsWith("/") ? path.substring(1) : path;
        return start.endsWith("/") ? start.substring(0, start.length() - 1) : start;
    }

    /** Leaves the names of a template's variables and drops their regular expressions, which may hold braces. */
    private static String template(String path) {
        return VARIABLE.matcher(path).replaceAll("{$1}");
    }
}
