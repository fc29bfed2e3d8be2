// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.codec;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.TypeResolverBuilder;
import com.fasterxml.jackson.databind.jsontype.impl.StdTypeResolverBuilder;
import java.util.Arrays;
import java.util.List;

/**
 * Tells Jackson what the language says already: a value of a sealed interface carries the simple name of its record in the
 * property {@code kind}, and an enum constant that is not known is {@code UNKNOWN}. Looks at no annotation, so a payload
 * class can't change how it is read.
 */
final class RecordIntrospector extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1L;
    private static final String UNKNOWN = "UNKNOWN";

    /** The property that names the variant. */
    static final String KIND = "kind";

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public TypeResolverBuilder<?> findTypeResolver(MapperConfig<?> config, AnnotatedClass type, JavaType baseType) {
        return variants(type.getRawType()).isEmpty() ? null : byName();
    }

    @Override
    public TypeResolverBuilder<?> findPropertyTypeResolver(
            MapperConfig<?> config, AnnotatedMember member, JavaType baseType) {
        return variants(baseType.getRawClass()).isEmpty() ? null : byName();
    }

    @Override
    public TypeResolverBuilder<?> findPropertyContentTypeResolver(
            MapperConfig<?> config, AnnotatedMember member, JavaType containerType) {
        JavaType content = containerType.getContentType();
        return content == null || variants(content.getRawClass()).isEmpty() ? null : byName();
    }

    @Override
    public List<NamedType> findSubtypes(Annotated annotated) {
        List<NamedType> named = variants(annotated.getRawType()).stream()
                .map(variant -> new NamedType(variant, variant.getSimpleName()))
                .toList();
        return named.isEmpty() ? null : named;
    }

    @Override
    public String findTypeName(AnnotatedClass type) {
        return type.getRawType().isRecord() ? type.getRawType().getSimpleName() : null;
    }

    @Override
    public Enum<?> findDefaultEnumValue(AnnotatedClass type, Enum<?>[] constants) {
        return Arrays.stream(constants)
                .filter(constant -> constant.name().equals(UNKNOWN))
                .findFirst()
                .orElse(null);
    }

    /** Returns the records of a sealed interface; none for any other class. */
    static List<Class<?>> variants(Class<?> type) {
        return type.isInterface() && type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses())
                        .filter(Class::isRecord)
                        .<Class<?>>map(variant -> variant)
                        .toList()
                : List.of();
    }

    private static TypeResolverBuilder<?> byName() {
        return new StdTypeResolverBuilder()
                .init(JsonTypeInfo.Id.NAME, null)
                .inclusion(JsonTypeInfo.As.PROPERTY)
                .typeProperty(KIND);
    }
}
